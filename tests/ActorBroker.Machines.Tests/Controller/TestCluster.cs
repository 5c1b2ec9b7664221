using System.Collections.Immutable;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>
/// A controller and its log. Each command is decided, its events go through their bytes, and after each single event the cluster's invariants
/// are checked, so that a crash between two events would leave a sound state too.
/// </summary>
internal sealed class TestCluster
{
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    private readonly List<byte[]> _log = [];
    private int _ids;

    public TestCluster(ControllerOptions? options = null, int brokers = 0)
    {
        Options = options ?? new ControllerOptions();
        Machine = new ControllerMachine(new ControllerEpoch(1), Options, new TestConfigDefinitions(), MetadataImage.Empty);
        Do(new TakeControl("cluster"));
        for (var id = 1; id <= brokers; id++)
            AddBroker(id);
    }

    public ControllerOptions Options { get; }

    public ControllerMachine Machine { get; private set; }

    public MetadataImage Image => Machine.Image;

    /// <summary>Each committed event's bytes; the first has the offset 1.</summary>
    public IReadOnlyList<byte[]> Log => _log;

    public ControllerDecision LastDecision { get; private set; } = new([], new Acknowledged(ControllerError.None));

    public ControllerReply Do(ControllerCommand command)
    {
        LastDecision = Machine.Decide(command, Start);
        foreach (var happened in LastDecision.Events)
        {
            var before = Image;
            _log.Add(MetadataEventFormat.Encode(happened));
            Machine.Apply(new MetadataOffset(_log.Count), MetadataEventFormat.Decode(_log[^1]));
            ClusterInvariants.Check(before, Image);
        }

        ClusterInvariants.CheckElections(Image);
        return LastDecision.Reply;
    }

    public T Do<T>(ControllerCommand command)
        where T : ControllerReply => Assert.IsType<T>(Do(command));

    /// <summary>The error code of a command that is acknowledged.</summary>
    public ErrorCode CodeOf(ControllerCommand command) => Do<Acknowledged>(command).Error.Code;

    /// <summary>Another controller recovers from the log's bytes and takes control.</summary>
    /// <param name="lost">How many of the last events a crash took, of those that were decided together.</param>
    public void Recover(int lost = 0)
    {
        _log.RemoveRange(_log.Count - lost, lost);
        var image = MetadataImage.Empty;
        for (var index = 0; index < _log.Count; index++)
            image = image.Apply(new MetadataOffset(index + 1), MetadataEventFormat.Decode(_log[index]));
        Machine = new ControllerMachine(Machine.Epoch.Next, Options, new TestConfigDefinitions(), image);
        Do(new TakeControl("cluster"));
    }

    public Incarnation IncarnationOf(int id) => Image.Brokers[new BrokerId(id)].Incarnation;

    public Incarnation Register(int id, string? rack = null, bool isComplete = true, bool isPredecessorGone = false) =>
        Do<BrokerRegistrationReply>(new RegisterBroker(new BrokerRegistration
        {
            Id = new BrokerId(id),
            RunId = NextGuid(),
            Rack = rack,
            CompleteSince = isComplete ? Image.Brokers.GetValueOrDefault(new BrokerId(id))?.LastActive ?? Incarnation.None : Incarnation.None,
            IsPredecessorGone = isPredecessorGone,
        })).Incarnation;

    public void AddBroker(int id, string? rack = null)
    {
        Register(id, rack);
        Unfence(id);
    }

    public ErrorCode Fence(int id) => CodeOf(new FenceBroker(new BrokerId(id), IncarnationOf(id)));

    public ErrorCode Unfence(int id) => CodeOf(new UnfenceBroker(new BrokerId(id), IncarnationOf(id)));

    public ErrorCode ShutDown(int id) => CodeOf(new ShutDownBroker(new BrokerId(id), IncarnationOf(id)));

    /// <summary>A topic with one partition on these brokers.</summary>
    public PartitionId CreateTopic(string name, params int[] replicas) => CreateTopic(name, 1, replicas);

    /// <summary>A topic with one partition on these brokers and this <c>min.insync.replicas</c>.</summary>
    public PartitionId CreateTopic(string name, int minIsr, int[] replicas)
    {
        var topic = new NewTopic
        {
            Name = name,
            Id = NextTopicId(),
            Assignments = [new ReplicaAssignment(new PartitionIndex(0), Brokers(replicas))],
            Configs = [new("min.insync.replicas", $"{minIsr}")],
        };
        var reply = Do<TopicsCreatedReply>(new CreateTopics([topic], 0));
        Assert.Equal(ControllerError.None, reply.Topics[0].Error);
        return new PartitionId(topic.Id, new PartitionIndex(0));
    }

    public PartitionImage StateOf(PartitionId id) => Image.Topics.Find(id)!;

    /// <summary>A partition's roles as text: leader, replicas, ISR, and whatever else is not empty.</summary>
    public string Roles(PartitionId id) => ClusterInvariants.RolesOf(StateOf(id));

    /// <summary>What the present leader of a partition wants its ISR to be.</summary>
    public IsrResult AlterIsr(PartitionId id, params int[] isr)
    {
        var state = StateOf(id);
        var members = Brokers(isr).Select(broker => new ReplicaIncarnation(broker, Image.Brokers[broker].Incarnation));
        var proposal = new IsrProposal(id, state.LeaderEpoch, state.Epoch, [.. members]);
        return Assert.Single(Do<IsrReply>(new AlterIsr(state.Leader, IncarnationOf(state.Leader.Value), [proposal])).Partitions);
    }

    public ErrorCode Reassign(string topic, params int[] target) => Reassign(new Reassignment(At(topic), Brokers(target)));

    public ErrorCode CancelReassignment(string topic) => Reassign(new Reassignment(At(topic), default));

    public ErrorCode Elect(ElectionKind kind, string topic) =>
        Assert.Single(Do<PartitionErrorsReply>(new ElectLeaders(kind, [At(topic)])).Partitions).Value.Code;

    public ErrorCode Configure(ConfigResource resource, string name, string? value)
    {
        var operation = value is null ? ConfigOperation.Delete : ConfigOperation.Set;
        var change = new ConfigChange(resource, [new ConfigAlteration(name, operation, value)]);
        return Assert.Single(Do<ConfigsReply>(new AlterConfigs([change])).Resources).Value.Code;
    }

    public TopicId NextTopicId() => new(NextGuid());

    public static ImmutableArray<BrokerId> Brokers(params IEnumerable<int> ids) => [.. ids.Select(id => new BrokerId(id))];

    private static TopicPartition At(string topic) => new(topic, new PartitionIndex(0));

    private ErrorCode Reassign(Reassignment reassignment) =>
        Assert.Single(Do<PartitionErrorsReply>(new ReassignPartitions([reassignment])).Partitions).Value.Code;

    private Guid NextGuid() => new(++_ids, 0, 0, new byte[8]);
}
