namespace ActorBroker.Simulation.Tests.Clients;

/// <summary>A topic as it is to be created.</summary>
internal sealed record TopicPlan(string Name, int Partitions, IReadOnlyList<(string Name, string Value)> Configs)
{
    public override string ToString() => $"{Name} with {Partitions} partitions ({string.Join(", ", Configs.Select(config => $"{config.Name}={config.Value}"))})";
}
