using System.Collections.Concurrent;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Tests.Support;
using ActorBroker.Log.Disk;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using Akka.Actor;

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
    public void The_files_of_deleted_topics_are_removed_and_their_partitions_end()
    {
        string[] topics = ["orders", "events", "notes"];
        var hosted = topics.Select(CreateWithRecord).ToArray();
        Assert.Equal(3, ReplicaFolders.Count());
        Executor.Hold();

        foreach (var topic in topics)
            Ask(new DeleteTopics([new TopicTarget(topic, TopicId.None)]));
        AwaitCondition(() => Doors.Partitions.Count == 0);
        Executor.Release();

        AwaitCondition(() => !ReplicaFolders.Any());
        Assert.All(hosted, partition => Assert.Equal(PartitionStatus.Gone, partition.Entry.Status));
    }

    [Fact]
    public void Much_that_is_appended_under_the_policy_os_is_flushed_after_a_while()
    {
        var flushed = new ConcurrentQueue<string>();
        Create("orders", partitions: 1);
        Ask(new AlterConfigs([new ConfigChange(ConfigResource.OfTopic("orders"), [new ConfigAlteration("flush.policy", ConfigOperation.Set, "os")])]));
        AwaitCondition(() => Doors.Partitions.All.SingleOrDefault()?.Entry is { Status: PartitionStatus.Leader, Settings.Flush: FlushPolicy.Os });
        Disk.Fault = operation =>
        {
            if (operation.Kind == DiskOperationKind.Flush)
                flushed.Enqueue(operation.Path);
            return null;
        };

        for (var count = 0; count < 5; count++)
            Append(Doors.Partitions.All.Single(), valueBytes: 1_000_000);

        AwaitCondition(() => flushed.Any(path => path.EndsWith("-0/00000000000000000000.log", StringComparison.Ordinal)));
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

    private IEnumerable<string> ReplicaFolders =>
        Disk.List("/data").Where(entry => entry.IsDirectory && entry.Name.EndsWith("-0", StringComparison.Ordinal)).Select(entry => entry.Name);

    private HostedPartition CreateWithRecord(string topic)
    {
        Create(topic, partitions: 1);
        var id = new PartitionId(Doors.Metadata.Image.Topics.Find(topic)!.Id, new PartitionIndex(0));
        AwaitCondition(() => Doors.Partitions.Find(id)?.Entry.Status == PartitionStatus.Leader);
        var hosted = Doors.Partitions.Find(id)!;
        Append(hosted);
        return hosted;
    }

    private void Append(HostedPartition hosted, int valueBytes = 10)
    {
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Default);
        Assert.True(builder.TryAppend(1_000, default, new byte[valueBytes]));
        var batch = builder.ToArray();
        var validation = RecordBatchValidator.Validate(batch, RecordValidationOptions.Default, 1_000);
        hosted.Actor.Tell(new AppendRequest { Batch = batch, Validation = validation, Acks = Acks.All, Receiver = new AppendAnswers(TestActor) });
        Assert.Equal(ErrorCode.None, ExpectMsg<AppendAnswer>().Error);
    }
}
