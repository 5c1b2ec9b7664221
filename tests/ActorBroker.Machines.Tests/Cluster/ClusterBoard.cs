using System.Globalization;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Quorum;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Quorum;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>What all nodes of a random cluster share: the network, what is true, and what is counted.</summary>
internal sealed class ClusterBoard
{
    public const string Topic = "random";

    public static readonly TopicId TopicId = new(new Guid(1, 0, 0, new byte[8]));

    private const string MinIsr = "min.insync.replicas";

    private int _numbers;
    private int? _effectsLeft;

    public ClusterBoard(ClusterPlan plan, ReplicationRules rules, Random random, ClusterCoverage coverage)
    {
        (Plan, Rules, Random, Coverage) = (plan, rules, random, coverage);
        Network = new ClusterNetwork(random);
        Metadata = new CommittedMetadata(after => Array.ForEach(Truths!, truth => truth.Change(after)));
        FirstVoters = new VoterSet(Enumerable.Range(0, plan.Voters).Select(QuorumSamples.Voter));
        Truths = [.. Enumerable.Range(0, plan.Partitions).Select(index => new PartitionTruth(this, new PartitionId(TopicId, new PartitionIndex(index))))];
        Nodes = [.. Enumerable.Range(0, plan.Nodes).Select(number => new ClusterNode(number, this))];
    }

    public ClusterPlan Plan { get; }

    public ReplicationRules Rules { get; }

    public Random Random { get; }

    public ClusterCoverage Coverage { get; }

    public ClusterNetwork Network { get; }

    public CommittedMetadata Metadata { get; }

    public PartitionTruth[] Truths { get; }

    public ClusterNode[] Nodes { get; }

    public VoterSet FirstVoters { get; }

    /// <summary>True when the crash came for which <see cref="CrashSoon"/> asked.</summary>
    public bool HasCrashed => _effectsLeft < 0;

    /// <summary>The node that acts next crashes amid what its replica wants done.</summary>
    public void CrashSoon() => _effectsLeft = Random.Next(3);

    /// <summary>No node crashes by itself.</summary>
    public void CrashLater() => _effectsLeft = null;

    /// <summary>False when the node crashes before this effect.</summary>
    public bool MayCarryOut() => _effectsLeft is null || --_effectsLeft >= 0;

    public IEnumerable<ClusterReplica> ReplicasOf(int partition)
    {
        foreach (var node in Nodes)
            yield return node.Broker.Replicas[partition];
    }

    /// <summary>True when a broker may lose records of a partition that it may have acknowledged, and none is lost by that.</summary>
    public bool MayDamage(int partition, int broker) => Truths[partition].MayDamage(
        new BrokerId(broker), Nodes.Where(node => node.Broker.IsInDoubt(partition)).Select(node => new BrokerId(node.Number)));

    public void Send(ClusterMessage message) => Network.Send(message);

    /// <summary>Adds what the network did to what is counted.</summary>
    public void Count()
    {
        Coverage.Did("operator chose a leader that lacks records", Truths.Sum(truth => truth.Losses));
        Coverage.Did("fault: message lost", Network.Lost);
        Coverage.Did("fault: message doubled", Network.Doubled);
        Coverage.Did("fault: message between nodes that are cut off", Network.CutOff);
    }

    /// <summary>A broker asks whom it takes for the controller: any node that believes to be it. Nobody hears when there is none.</summary>
    public void Ask(BrokerId from, ControllerCommand command)
    {
        var believers = Nodes.Where(node => node.Seat.IsInControl).ToList();
        if (believers.Count > 0)
            Send(new ClusterMessage.ToController(from.Value, believers[Random.Next(believers.Count)].Number, command));
    }

    /// <summary>The command that makes the topic; null when it is there, or too few brokers are.</summary>
    public CreateTopics? NewTopic(MetadataImage image)
    {
        var active = image.Brokers.Values.Where(broker => broker.IsActive).Select(broker => broker.Id).ToList();
        if (image.Topics.Find(TopicId) is not null || active.Count < Plan.Replicas)
            return null;
        var replicas = active.Take(Plan.Replicas);
        return new CreateTopics(
            [new NewTopic
            {
                Name = Topic,
                Id = TopicId,
                Assignments = [.. Enumerable.Range(0, Plan.Partitions).Select(index => new ReplicaAssignment(new PartitionIndex(index), [.. replicas]))],
                Configs = [new(MinIsr, $"{Plan.MinIsr}")],
            }],
            0);
    }

    /// <summary>The command that gives the topic another minimum.</summary>
    public static AlterConfigs NewMinIsr(int minIsr) =>
        new([new ConfigChange(ConfigResource.OfTopic(Topic), [new ConfigAlteration(MinIsr, ConfigOperation.Set, $"{minIsr}")])]);

    /// <summary>The minimum of a partition with so many replicas, as the cluster's metadata has it.</summary>
    public int MinIsrOf(MetadataImage image, int replicas)
    {
        var entries = image.Configs.GetValueOrDefault(ConfigResource.OfTopic(Topic));
        var minIsr = entries?.TryGetValue(MinIsr, out var text) == true ? int.Parse(text, CultureInfo.InvariantCulture) : Plan.MinIsr;
        return Math.Min(minIsr, replicas);
    }

    /// <summary>A number that nobody had.</summary>
    public Guid NextGuid() => new(++_numbers, 0, 0, new byte[8]);
}
