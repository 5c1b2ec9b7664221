using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Metadata;

public sealed class MetadataImageTests
{
    private static readonly TopicId Topic = MetadataSamples.Topic;

    [Fact]
    public void An_image_stays_as_it_was_when_the_next_one_is_made()
    {
        var before = WithPartitions(100);

        var after = before.Apply(before.Offset.Next, Changed(50, MetadataSamples.Full));

        Assert.Same(MetadataSamples.Plain, before.Topics.Find(Topic)!.Partitions[50]);
        Assert.Same(MetadataSamples.Full, after.Topics.Find(Topic)!.Partitions[50]);
        Assert.Equal((100, 100), (before.Topics.PartitionCount, after.Topics.PartitionCount));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(1_024)]
    [InlineData(1_025)]
    [InlineData(40_000)]
    public void Partitions_are_found_by_number_and_listed_in_order(int count)
    {
        var states = Enumerable.Range(0, count).Select(index => MetadataSamples.Plain with { Epoch = new PartitionEpoch(index) }).ToList();
        var changes = states.Select((state, index) => new PartitionChange(new(Topic, new(index)), state));
        var image = WithPartitions(0).With(new PartitionsChanged([.. changes]));

        var topic = image.Topics.Find(Topic)!;

        Assert.Equal(states, topic.Partitions);
        Assert.All(Enumerable.Range(0, count), index => Assert.Same(states[index], topic.Partitions[index]));
        Assert.Null(topic.Find(new PartitionIndex(count)));
        Assert.Null(topic.Find(new PartitionIndex(-1)));
    }

    [Fact]
    public void A_change_costs_by_its_own_length_and_not_by_the_clusters()
    {
        var small = WithPartitions(1_000);
        var large = WithPartitions(100_000);

        Assert.InRange(AllocatedBy(large), 0, 3 * AllocatedBy(small));
    }

    [Fact]
    public void What_concerns_nothing_that_is_there_changes_nothing_but_the_offset()
    {
        var image = WithPartitions(3);
        var unknown = new TopicId(new Guid(9, 9, 9, new byte[8]));
        MetadataEvent[] events =
        [
            new TopicDeleted(unknown),
            new BrokerChanged(new(9), new(9), IsFenced: true, IsShuttingDown: true),
            new BrokerUnregistered(new(9), new(9)),
            new PartitionsChanged([new(new(unknown, new(0)), MetadataSamples.Plain), new(new(Topic, new(7)), MetadataSamples.Plain)]),
            new TopicCreated(unknown, "orders_v1"),
            new ControllerChanged(new ControllerEpoch(0)),
            new ProducerIdsAllocated(new(1), new(0)),
        ];

        foreach (var happened in events)
        {
            var next = image.Apply(image.Offset.Next, happened);
            Assert.Equal(MetadataSnapshotFormat.Encode(image), MetadataSnapshotFormat.Encode(next with { Offset = image.Offset }));
        }
    }

    [Fact]
    public void What_is_said_of_an_earlier_run_comes_too_late()
    {
        var image = MetadataImage.Empty.With(new BrokerRegistered(MetadataSamples.Broker));

        Assert.Same(image, image.With(new BrokerRegistered(MetadataSamples.Broker with { Incarnation = new(76) })));
        Assert.Same(image, image.With(new BrokerChanged(new(300), new(76), IsFenced: true, IsShuttingDown: true)));
        Assert.Same(image, image.With(new BrokerUnregistered(new(300), new(76))));
    }

    [Fact]
    public void Names_that_differ_by_dot_and_underscore_only_collide()
    {
        var topics = WithPartitions(1).Topics;

        Assert.Equal("orders.v1", topics.FindColliding("orders_v1")!.Name);
        Assert.Null(topics.Find("orders_v1"));
        Assert.NotNull(topics.Find("orders.v1"));
        Assert.Null(topics.FindColliding("orders-v1"));
    }

    [Theory]
    [InlineData("__consumer_offsets", true)]
    [InlineData("__transaction_state", true)]
    [InlineData("__consumer_offset", false)]
    public void Brokers_keep_their_state_in_topics_of_fixed_names(string name, bool isInternal) =>
        Assert.Equal(isInternal, TopicNameRules.IsInternal(name));

    private static long AllocatedBy(MetadataImage image)
    {
        var happened = Changed(500, MetadataSamples.Full);
        return Allocations.Least(() => _ = image.With(happened));
    }

    private static PartitionsChanged Changed(int index, PartitionImage state) => new([new(new(Topic, new(index)), state)]);

    private static MetadataImage WithPartitions(int count)
    {
        var changes = Enumerable.Range(0, count).Select(index => new PartitionChange(new(Topic, new(index)), MetadataSamples.Plain));
        return MetadataImage.Empty
            .Apply(new MetadataOffset(1), new TopicCreated(Topic, "orders.v1"))
            .Apply(new MetadataOffset(2), new ControllerChanged(new ControllerEpoch(1)))
            .Apply(new MetadataOffset(3), new PartitionsChanged([.. changes]));
    }
}
