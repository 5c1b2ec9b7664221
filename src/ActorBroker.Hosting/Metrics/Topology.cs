using ActorBroker.Hosting.Configuration;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Hosting.Metrics;

/// <summary>The topics and partitions of one image of the cluster that metrics tell apart: by name, the first ones up to the limits. Immutable.</summary>
internal sealed class Topology
{
    /// <param name="image">The cluster.</param>
    /// <param name="options">The limits.</param>
    public Topology(MetadataImage image, MetricsOptions options)
    {
        Image = image;
        Topics = [.. image.Topics.All.OrderBy(topic => topic.Name, StringComparer.Ordinal).Take(options.TopicsMax).Select(topic => new Topic(topic))];
        Partitions = [.. Topics.SelectMany(topic => topic.Image.Partitions.Select((state, index) => new Partition(topic, index, state))).Take(options.PartitionsMax)];
    }

    /// <summary>Where it comes from.</summary>
    public MetadataImage Image { get; }

    /// <summary>In order of their names.</summary>
    public IReadOnlyList<Topic> Topics { get; }

    /// <summary>The partitions of these topics, in order.</summary>
    public IReadOnlyList<Partition> Partitions { get; }

    /// <summary>A topic and its label.</summary>
    public sealed class Topic(TopicImage image)
    {
        public TopicImage Image => image;

        public KeyValuePair<string, object?>[] Labels { get; } = [new("topic", image.Name)];

        /// <summary>All its partitions.</summary>
        public IEnumerable<PartitionId> Ids => Enumerable.Range(0, image.Partitions.Count).Select(index => new PartitionId(image.Id, new PartitionIndex(index)));
    }

    /// <summary>A partition and its labels.</summary>
    public sealed class Partition(Topic topic, int index, PartitionImage state)
    {
        public PartitionId Id { get; } = new(topic.Image.Id, new PartitionIndex(index));

        public string Topic => topic.Image.Name;

        public PartitionImage State => state;

        public KeyValuePair<string, object?>[] Labels { get; } = [topic.Labels[0], new("partition", index)];
    }
}
