using System.Collections.Immutable;
using ActorBroker.Broker.Controllers;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Nodes;
using ActorBroker.Broker.Persistence;
using ActorBroker.Broker.Tests.Support;
using ActorBroker.Log.Disk;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorBroker.Broker.Tests.Nodes;

public sealed class BrokerNodeTests : TestKit
{
    private static readonly BrokerId Broker = new(1);

    private readonly MemoryDisk _disk = new();
    private readonly Random _random = new(1);
    private BrokerDoors _doors = null!;
    private IActorRef _node = ActorRefs.Nobody;

    public BrokerNodeTests()
        : base(BrokerConfig.Default)
    {
        Start();
    }

    [Fact]
    public void A_new_broker_forms_a_cluster_and_serves_a_topic_that_is_created()
    {
        var created = Create("orders", partitions: 3);

        Assert.Equal([ErrorCode.None], created.Topics.Select(topic => topic.Error.Code));
        var image = _doors.Metadata.Image;
        Assert.Equal(22, image.ClusterId!.Length);
        Assert.Equal(3, image.Topics.Find("orders")!.Partitions.Count);
        AwaitCondition(() => _doors.Partitions.Count == 3 && _doors.Partitions.All.All(hosted => hosted.Entry.Status == PartitionStatus.Leader));
    }

    [Fact]
    public void A_broker_that_is_stopped_and_started_again_is_the_same_with_the_same_topics()
    {
        Create("orders", partitions: 2);
        AwaitCondition(() => _doors.Partitions.Count == 2);
        var clusterId = _doors.Metadata.Image.ClusterId;
        var run = _doors.Metadata.Image.Brokers[Broker].Incarnation;
        Stop();

        Start();

        Assert.Equal(clusterId, _doors.Metadata.Image.ClusterId);
        Assert.True(_doors.Metadata.Image.Brokers[Broker].Incarnation > run);
        AwaitCondition(() => _doors.Partitions.Count == 2 && _doors.Partitions.All.All(hosted => hosted.Entry.Status == PartitionStatus.Leader));
    }

    [Fact]
    public void The_files_of_a_deleted_topic_are_removed_and_its_partitions_end()
    {
        Create("orders", partitions: 1);
        AwaitCondition(() => _doors.Partitions.Count == 1);
        var hosted = _doors.Partitions.All.Single();

        Ask(new DeleteTopics([new TopicTarget("orders", TopicId.None)]));

        AwaitCondition(() => _doors.Partitions.Count == 0);
        Assert.Equal(PartitionStatus.Gone, hosted.Entry.Status);
    }

    [Fact]
    public void A_changed_configuration_reaches_the_partitions_without_a_restart()
    {
        Create("orders", partitions: 1);
        AwaitCondition(() => _doors.Partitions.Count == 1);

        Ask(new AlterConfigs([new ConfigChange(ConfigResource.OfTopic("orders"), [new ConfigAlteration("max.message.bytes", ConfigOperation.Set, "500")])]));

        AwaitCondition(() => _doors.Partitions.All.Single().Entry.Settings.Validation.BatchBytesMax == 500);
    }

    [Fact]
    public void Producer_ids_are_given_once_also_across_a_restart()
    {
        var first = Enumerable.Range(0, 1_500).Select(_ => NextProducerId()).ToHashSet();
        Assert.Equal(1_500, first.Count);
        Stop();

        Start();

        Assert.DoesNotContain(NextProducerId(), first);
    }

    private TopicsCreatedReply Create(string topic, int partitions) => (TopicsCreatedReply)Ask(new CreateTopics(
        [new NewTopic { Name = topic, Id = new TopicId(NewId()), PartitionCount = partitions }], PlacementSeed: 1)).Reply;

    private ControllerAnswer Ask(ControllerCommand command)
    {
        _doors.Controller.Tell(new ControllerRequest(command), TestActor);
        var answer = ExpectMsg<ControllerAnswer>();
        AwaitCondition(() => _doors.Metadata.Image.Offset >= answer.Offset);
        return answer;
    }

    private ProducerId NextProducerId()
    {
        _doors.ProducerIds.Tell(AllocateProducerId.Instance, TestActor);
        return ExpectMsg<AllocatedProducerId>(answer => Assert.Equal(ErrorCode.None, answer.Error)).Id;
    }

    private void Start()
    {
        var context = Context("/data");
        _doors = context.Doors;
        _node = Sys.ActorOf(Props.Create(() => new BrokerNode(context)));
        _node.Tell(AwaitBroker.Instance, TestActor);
        Assert.Null(ExpectMsg<BrokerState>().Failure);
    }

    private void Stop()
    {
        Watch(_node);
        _node.Tell(StopBroker.Instance, TestActor);
        Assert.Null(ExpectMsg<BrokerState>().Failure);
        ExpectTerminated(_node);
    }

    private BrokerContext Context(string path)
    {
        var configs = new ConfigCatalog(Broker, ImmutableDictionary<string, string>.Empty);
        return new BrokerContext
        {
            Options = new BrokerOptions { Broker = Broker, LogDirectories = [path], Endpoints = [new BrokerEndpoint("PLAINTEXT", "127.0.0.1", 9092, 0)] },
            Doors = new BrokerDoors
            {
                Broker = Broker,
                Clock = TimeProvider.System,
                NewId = NewId,
                Configs = configs,
                Executor = new HeldExecutor(),
                Authorizer = new AllowAll(),
                Credit = new CreditPool(1_000_000, 100),
            },
            Controller = new ControllerContext
            {
                Options = new ControllerOptions(),
                Definitions = configs,
                NewClusterId = () => Convert.ToBase64String(NewId().ToByteArray())[..22],
            },
            Disk = _disk,
        };
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
