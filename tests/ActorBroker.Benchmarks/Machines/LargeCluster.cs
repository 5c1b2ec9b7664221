using ActorBroker.Machines;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Benchmarks.Machines;

/// <summary>Nine brokers in three racks and 100,000 partitions with three replicas each, so that each broker keeps a replica of a third of them.</summary>
internal sealed class LargeCluster : IConfigDefinitions
{
    public const int PartitionCount = 100_000;

    private const int BrokerCount = 9;
    private const int TopicsAtOnce = 1_000;

    private static readonly ControllerOptions Options = new()
    {
        ReplicationFactorDefault = 3,
        MinIsrDefault = 2,
        PartitionsPerRequestMax = PartitionCount,
        PreferredLeaderInterval = null,
    };

    private readonly ControllerMachine _machine;
    private int _ids;

    public LargeCluster(int topicCount)
    {
        _machine = new ControllerMachine(new ControllerEpoch(1), Options, this, MetadataImage.Empty);
        Do(new TakeControl("cluster"));
        for (var id = 1; id <= BrokerCount; id++)
        {
            var registration = new BrokerRegistration { Id = new BrokerId(id), RunId = NextGuid(), Rack = $"rack-{id % 3}" };
            var reply = (BrokerRegistrationReply)Do(new RegisterBroker(registration)).Reply;
            Do(new UnfenceBroker(new BrokerId(id), reply.Incarnation));
        }

        for (var created = 0; created < topicCount; created += TopicsAtOnce)
        {
            var topics = Enumerable.Range(created, Math.Min(TopicsAtOnce, topicCount - created)).Select(number => new NewTopic
            {
                Name = $"topic-{number}",
                Id = new TopicId(NextGuid()),
                PartitionCount = PartitionCount / topicCount,
            });
            Do(new CreateTopics([.. topics], created));
        }

        Invariant.Holds(Image.Topics.PartitionCount == PartitionCount, "the measured cluster has all its partitions");
    }

    public MetadataImage Image => _machine.Image;

    /// <summary>A controller of its own over the same cluster.</summary>
    public ControllerMachine Controller() => new(new ControllerEpoch(1), Options, this, Image);

    /// <summary>The failure of one broker.</summary>
    public FenceBroker Failure() => new(new BrokerId(1), Image.Brokers[new BrokerId(1)].Incarnation);

    public bool IsKnown(ConfigResourceType type, string name) => true;

    public bool IsList(ConfigResourceType type, string name) => false;

    public string? DefaultOf(ConfigResourceType type, string name) => null;

    public string? Judge(ConfigResourceType type, string name, string value) => null;

    private ControllerDecision Do(ControllerCommand command)
    {
        var decision = _machine.Decide(command, DateTimeOffset.UnixEpoch);
        foreach (var happened in decision.Events)
            _machine.Apply(Image.Offset.Next, happened);
        return decision;
    }

    // Spread over the whole range, as drawn ids are.
    private Guid NextGuid() => new((int)(++_ids * 2654435761u), 0, 0, new byte[8]);
}
