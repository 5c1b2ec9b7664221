namespace ActorBroker.Compatibility.Tests.Support;

/// <summary>This broker and Kafka's beside it, one of each for all tests that need both, started when the first one asks.</summary>
public sealed class BothBrokers : IDisposable
{
    private readonly TempDirectory _data = new();
    private readonly Lazy<ServerProcess> _ours;
    private readonly Lazy<KafkaProcess> _kafka = new(() => new KafkaProcess());
    private readonly Lazy<(string Ours, string Kafka)> _addresses;

    /// <summary>Starts nothing yet.</summary>
    public BothBrokers()
    {
        _ours = new Lazy<ServerProcess>(() => new ServerProcess(
            _data.Path, "-X", "actorbroker.node.id=0", "-X", "group.initial.rebalance.delay.ms=0", "-X", "actorbroker.controller.partition-count-default=3"));
        _addresses = new Lazy<(string, string)>(() => (Ready(_ours.Value.Address), Ready(_kafka.Value.Address)));
    }

    /// <summary>Where this broker serves.</summary>
    public string Ours => _addresses.Value.Ours;

    /// <summary>Where Kafka's serves.</summary>
    public string Kafka => _addresses.Value.Kafka;

    /// <summary>Stops what was started.</summary>
    public void Dispose()
    {
        if (_ours.IsValueCreated)
            _ours.Value.Dispose();
        if (_kafka.IsValueCreated)
            _kafka.Value.Dispose();
        _data.Dispose();
    }

    /// <summary>Has a group read something: the coordinators of groups are made when the first client asks for one, which not every client waits for.</summary>
    private static string Ready(string address)
    {
        Tool.Run("kcat", ["-P", "-b", address, "-t", "ready"], "ready\n"u8.ToArray());
        Tool.Run("kcat", ["-G", "ready", "-b", address, "-X", "auto.offset.reset=earliest", "-c", "1", "ready"]);
        return address;
    }
}
