using System.Text;

namespace ActorBroker.Compatibility.Tests.Comparison;

/// <summary>What a client does with a broker, and what it was told: run against this broker and against Kafka's, both answers have to be the same.</summary>
/// <param name="broker">The broker's address.</param>
internal abstract class Scenario(string broker)
{
    private readonly List<Answer> _answers = [];

    /// <summary>The broker's address.</summary>
    protected string Broker { get; } = broker;

    /// <summary>Runs it to its end and gives what the client was told, in order.</summary>
    public IReadOnlyList<Answer> Run()
    {
        Play();
        return _answers;
    }

    /// <summary>Asks for one thing after the other.</summary>
    protected abstract void Play();

    /// <summary>Notes what a client printed: nothing at all is a line of its own.</summary>
    /// <param name="step">What it was asked to do.</param>
    /// <param name="printed">Its lines.</param>
    /// <param name="inOrder">False where the broker promises no order, as among the partitions of a group's member.</param>
    protected void Note(string step, string printed, bool inOrder = true)
    {
        var lines = printed.Split('\n').Select(Plain).Where(line => line.Length > 0).DefaultIfEmpty("(no line)");
        _answers.AddRange((inOrder ? lines : lines.Order(StringComparer.Ordinal)).Select(line => new Answer(step, line)));
    }

    /// <summary>Runs a client to its end and gives what it printed.</summary>
    protected static string Printed(string tool, string[] arguments, string input = "") => Printed(Tool.Try(tool, arguments, Encoding.UTF8.GetBytes(input)));

    /// <summary>What a client printed; where its exit code is not 0, that code and its error output too.</summary>
    protected static string Printed(ToolResult result)
    {
        var printed = Encoding.UTF8.GetString(result.Output);
        return result.ExitCode == 0 ? printed : $"{printed}\n{result.Error}\nended with {result.ExitCode}";
    }

    /// <summary>A line without what no two brokers have in common, and fit for a table.</summary>
    private string Plain(string line)
    {
        var host = Broker[..Broker.LastIndexOf(':')];
        var port = Broker[(Broker.LastIndexOf(':') + 1)..];
        line = line.Replace(Broker, "BROKER", StringComparison.Ordinal).Replace($"{host} {port}", "BROKER", StringComparison.Ordinal);
        return Varying.Replace(line).Replace('|', '¦').Trim();
    }
}
