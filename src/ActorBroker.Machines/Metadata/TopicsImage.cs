using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>All topics, by id and by name. Immutable.</summary>
public sealed class TopicsImage
{
    /// <summary>No topic.</summary>
    public static readonly TopicsImage Empty = new(
        ImmutableDictionary<TopicId, TopicImage>.Empty,
        ImmutableDictionary.Create<string, TopicId>(TopicNameComparer.Instance),
        0);

    private readonly ImmutableDictionary<TopicId, TopicImage> _byId;
    private readonly ImmutableDictionary<string, TopicId> _byName;

    private TopicsImage(ImmutableDictionary<TopicId, TopicImage> byId, ImmutableDictionary<string, TopicId> byName, int partitionCount)
    {
        _byId = byId;
        _byName = byName;
        PartitionCount = partitionCount;
    }

    /// <summary>How many topics there are.</summary>
    public int Count => _byId.Count;

    /// <summary>How many partitions all topics have together.</summary>
    public int PartitionCount { get; }

    /// <summary>The topics, in no order that means anything.</summary>
    public IEnumerable<TopicImage> All => _byId.Values;

    /// <summary>The topic of this id; null when there is none.</summary>
    public TopicImage? Find(TopicId id) => _byId.GetValueOrDefault(id);

    /// <summary>The topic of exactly this name; null when there is none.</summary>
    public TopicImage? Find(string name) => FindColliding(name) is { } topic && topic.Name == name ? topic : null;

    /// <summary>
    /// The topic of this name or of one that differs only by '.' and '_', which stand for the same letter in the names of metrics; null when there is none.
    /// </summary>
    public TopicImage? FindColliding(string name) => _byName.TryGetValue(name, out var id) ? _byId[id] : null;

    /// <summary>The state of one partition; null when there is no such partition.</summary>
    public PartitionImage? Find(PartitionId id) => Find(id.Topic)?.Find(id.Index);

    /// <summary>With one more topic that has no partitions yet; the same when its id or name is taken.</summary>
    internal TopicsImage WithTopic(TopicId id, string name) =>
        _byId.ContainsKey(id) || _byName.ContainsKey(name)
            ? this
            : new TopicsImage(_byId.Add(id, TopicImage.Create(id, name)), _byName.Add(name, id), PartitionCount);

    /// <summary>With many topics more; those whose id or name is taken are left out.</summary>
    internal TopicsImage WithTopics(List<TopicCreated> created)
    {
        var (byId, byName) = (_byId.ToBuilder(), _byName.ToBuilder());
        foreach (var (id, name) in created)
        {
            if (byId.ContainsKey(id) || !byName.TryAdd(name, id))
                continue;
            byId.Add(id, TopicImage.Create(id, name));
        }

        return new TopicsImage(byId.ToImmutable(), byName.ToImmutable(), PartitionCount);
    }

    /// <summary>Without this topic; the same when there is none.</summary>
    internal TopicsImage WithoutTopic(TopicId id) =>
        _byId.TryGetValue(id, out var topic)
            ? new TopicsImage(_byId.Remove(id), _byName.Remove(topic.Name), PartitionCount - topic.Partitions.Count)
            : this;

    /// <summary>With these partitions' new states. Changes of topics that are not there are left out.</summary>
    internal TopicsImage WithPartitions(ImmutableArray<PartitionChange> changes)
    {
        var byId = _byId.ToBuilder();
        var partitionCount = PartitionCount;
        for (var at = 0; at < changes.Length;)
        {
            var id = changes[at].Id.Topic;
            if (!byId.TryGetValue(id, out var before))
            {
                at++;
                continue;
            }

            var topic = before;
            for (; at < changes.Length && changes[at].Id.Topic == id; at++)
                topic = topic.With(changes[at].Id.Index, changes[at].State);
            byId[id] = topic;
            partitionCount += topic.Partitions.Count - before.Partitions.Count;
        }

        return new TopicsImage(byId.ToImmutable(), _byName, partitionCount);
    }
}
