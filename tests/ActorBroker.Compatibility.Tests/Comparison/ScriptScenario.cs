using ActorBroker.Compatibility.Tests.Support;

namespace ActorBroker.Compatibility.Tests.Comparison;

/// <summary>Administration with a client of another language: its script prints each answer behind the name of the step and a colon.</summary>
/// <param name="client">Which client.</param>
/// <param name="broker">The broker's address.</param>
internal sealed class ScriptScenario(ScriptClient client, string broker) : Scenario(broker)
{
    protected override void Play()
    {
        foreach (var line in Printed(client.Tool, client.Arguments(Broker, "admin")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            Note(colon < 0 ? "" : line[..colon], line[(colon + 1)..]);
        }
    }
}
