using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>Random commands to one controller after another; everything follows from the seed. The cluster's invariants are checked after each event.</summary>
internal sealed class RandomControllerRun(int seed)
{
    private const int BrokerCount = 5;
    private const int TopicCount = 4;

    private readonly Random _random = new(seed);
    private readonly RecordsModel _records = new();
    private readonly Dictionary<string, int> _counts = [];

    public TestCluster Cluster { get; } = new(new ControllerOptions { PreferredLeadersAtOnce = 2 }, BrokerCount);

    /// <summary>How often each kind of step was done, and what came of it.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>One random step; what it was.</summary>
    public string Step()
    {
        var choice = _random.Next(100);
        var step = choice switch
        {
            < 9 => Done("fence", Cluster.Fence(AnyBroker())),
            < 32 => Done("unfence", Cluster.Unfence(AnyBroker())),
            < 33 => Done("shut down", Cluster.ShutDown(AnyBroker())),
            < 37 => Restart(isComplete: true),
            < 41 => Restart(isComplete: false),
            < 69 => AlterIsr(),
            < 75 => Done("reassign", Cluster.Reassign(AnyTopic(), [.. AnyBrokers()])),
            < 77 => Done("cancel", Cluster.CancelReassignment(AnyTopic())),
            < 83 => Done("elect preferred", Cluster.Elect(ElectionKind.Preferred, AnyTopicLedByAnother() ?? AnyTopic())),
            < 84 => Unclean(),
            < 86 => Done("restore", Cluster.CodeOf(new RestorePreferredLeaders())),
            < 90 => Done("set minimum", SetMinimum()),
            < 95 => CreateTopic(),
            < 96 => DeleteTopic(),
            < 97 => Unregister(),
            _ => Crash(),
        };
        _records.Check(Cluster.Image, step.IsUnclean);
        if (step.IsUnclean)
            _records.ForgetUnknown(Cluster.Image);
        _records.Acknowledge(Cluster.Image);
        return step.What;
    }

    public int Losses => _records.Losses;

    private (string What, bool IsUnclean) Restart(bool isComplete)
    {
        var broker = AnyBroker();
        Cluster.Register(broker, isComplete: isComplete, isPredecessorGone: true);
        if (!isComplete)
            _records.LoseLast(new BrokerId(broker));
        return Done(isComplete ? $"restart {broker}" : $"restart {broker} incomplete", ErrorCode.None);
    }

    private (string What, bool IsUnclean) AlterIsr()
    {
        if (AnyPartition() is not { } id || Cluster.StateOf(id) is not { } state || state.Leader == BrokerId.None)
            return Done("no leader to alter an ISR", ErrorCode.None);

        var isr = state.Replicas.Where(replica => replica == state.Leader || _random.Next(4) > 0).ToArray();
        if (!isr.All(Cluster.Image.Brokers.ContainsKey))
            return Done("an ISR with a stranger", ErrorCode.None);

        var code = Cluster.AlterIsr(id, [.. isr.Select(member => member.Value)]).Error.Code;
        foreach (var member in code == ErrorCode.None ? isr : [])
            _records.CatchUp(id, member);
        return Done($"alter {id.Index} to {string.Join(',', isr)}", code);
    }

    private (string What, bool IsUnclean) Unclean() => Done("elect unclean", Cluster.Elect(ElectionKind.Unclean, AnyTopic())) with { IsUnclean = true };

    private ErrorCode SetMinimum() =>
        Cluster.Configure(_random.Next(3) == 0 ? ConfigResource.AllBrokers : ConfigResource.OfTopic(AnyTopic()), "min.insync.replicas", $"{_random.Next(1, 4)}");

    private (string What, bool IsUnclean) CreateTopic()
    {
        var topic = new NewTopic
        {
            Name = AnyTopic(),
            Id = Cluster.NextTopicId(),
            PartitionCount = _random.Next(1, 4),
            ReplicationFactor = _random.Next(1, 4),
        };
        return Done($"create {topic.Name}", Cluster.Do<TopicsCreatedReply>(new CreateTopics([topic], _random.Next())).Topics[0].Error.Code);
    }

    private (string What, bool IsUnclean) DeleteTopic()
    {
        var name = AnyTopic();
        return Done($"delete {name}", Cluster.Do<TopicsDeletedReply>(new DeleteTopics([TopicTarget.Of(name)])).Topics[0].Error.Code);
    }

    private (string What, bool IsUnclean) Unregister()
    {
        var broker = AnyBroker();
        Cluster.Do(new UnregisterBroker(new BrokerId(broker)));
        Cluster.Register(broker, isComplete: false);
        _records.LoseLast(new BrokerId(broker));
        return Done($"unregister {broker}", ErrorCode.None);
    }

    // The controller dies while it commits a decision: its events are lost from any of them on, and nobody has acted on those.
    private (string What, bool IsUnclean) Crash()
    {
        var (what, _) = _random.Next(6) switch
        {
            0 => Done("fence", Cluster.Fence(AnyBroker())),
            1 => Done("unfence", Cluster.Unfence(AnyBroker())),
            2 => Done("set minimum", SetMinimum()),
            3 => Done("reassign", Cluster.Reassign(AnyTopic(), [.. AnyBrokers()])),
            4 => CreateTopic(),
            _ => Done("shut down", Cluster.ShutDown(AnyBroker())),
        };
        var lost = _random.Next(Cluster.LastDecision.Events.Length + 1);
        Cluster.Recover(lost);
        if (lost > 0 && what.StartsWith("set minimum", StringComparison.Ordinal))
            _records.ForgetUnknown(Cluster.Image);
        return Done($"crash and lose {lost} of {what}", ErrorCode.None);
    }

    private (string What, bool IsUnclean) Done(string what, ErrorCode code)
    {
        var kind = string.Join(' ', what.Split(' ').TakeWhile(word => word.All(char.IsLetter)).Take(2)) + (code == ErrorCode.None ? "" : " refused");
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        return ($"{what}: {code}", false);
    }

    private int AnyBroker() => _random.Next(1, BrokerCount + 1);

    private string AnyTopic() => $"topic-{_random.Next(TopicCount)}";

    // A topic whose first partition has a leader, and not the preferred one: elsewhere there is nothing to elect.
    private string? AnyTopicLedByAnother()
    {
        var led = Cluster.Image.Topics.All
            .Where(topic => topic.Partitions.Count > 0 && topic.Partitions[0] is var state && state.Leader != BrokerId.None && state.Leader != state.PreferredLeader)
            .Select(topic => topic.Name)
            .Order(StringComparer.Ordinal)
            .ToArray();
        return led.Length == 0 ? null : led[_random.Next(led.Length)];
    }

    private List<int> AnyBrokers() =>
        [.. Enumerable.Range(1, BrokerCount).OrderBy(_ => _random.Next()).Take(_random.Next(1, 4))];

    private PartitionId? AnyPartition()
    {
        if (Cluster.Image.Topics.Find(AnyTopic()) is not { } topic)
            return null;
        return new PartitionId(topic.Id, new PartitionIndex(_random.Next(topic.Partitions.Count)));
    }
}
