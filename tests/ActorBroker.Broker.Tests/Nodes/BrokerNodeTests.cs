using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Tests.Support;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Broker.Tests.Nodes;

public sealed class BrokerNodeTests : NodeKit
{
    [Fact]
    public void A_new_broker_forms_a_cluster_and_serves_a_topic_that_is_created()
    {
        var created = Create("orders", partitions: 3);

        Assert.Equal([ErrorCode.None], created.Topics.Select(topic => topic.Error.Code));
        var image = Doors.Metadata.Image;
        Assert.Equal(22, image.ClusterId!.Length);
        Assert.Equal(3, image.Topics.Find("orders")!.Partitions.Count);
        AwaitCondition(() => Doors.Partitions.Count == 3 && Doors.Partitions.All.All(hosted => hosted.Entry.Status == PartitionStatus.Leader));
    }

    [Fact]
    public void A_broker_that_is_stopped_and_started_again_is_the_same_with_the_same_topics()
    {
        Create("orders", partitions: 2);
        AwaitCondition(() => Doors.Partitions.Count == 2);
        var clusterId = Doors.Metadata.Image.ClusterId;
        var run = Doors.Metadata.Image.Brokers[Broker].Incarnation;
        Stop();

        Start();

        Assert.Equal(clusterId, Doors.Metadata.Image.ClusterId);
        Assert.True(Doors.Metadata.Image.Brokers[Broker].Incarnation > run);
        AwaitCondition(() => Doors.Partitions.Count == 2 && Doors.Partitions.All.All(hosted => hosted.Entry.Status == PartitionStatus.Leader));
    }

    [Fact]
    public void The_files_of_a_deleted_topic_are_removed_and_its_partitions_end()
    {
        Create("orders", partitions: 1);
        AwaitCondition(() => Doors.Partitions.Count == 1);
        var hosted = Doors.Partitions.All.Single();

        Ask(new DeleteTopics([new TopicTarget("orders", TopicId.None)]));

        AwaitCondition(() => Doors.Partitions.Count == 0);
        Assert.Equal(PartitionStatus.Gone, hosted.Entry.Status);
    }

    [Fact]
    public void A_changed_configuration_reaches_the_partitions_without_a_restart()
    {
        Create("orders", partitions: 1);
        AwaitCondition(() => Doors.Partitions.Count == 1);

        Ask(new AlterConfigs([new ConfigChange(ConfigResource.OfTopic("orders"), [new ConfigAlteration("max.message.bytes", ConfigOperation.Set, "500")])]));

        AwaitCondition(() => Doors.Partitions.All.Single().Entry.Settings.Validation.BatchBytesMax == 500);
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
}
