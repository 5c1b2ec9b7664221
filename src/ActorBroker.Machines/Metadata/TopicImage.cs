using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>A topic and the roles in its partitions. Immutable; the next one shares all partitions that did not change.</summary>
public sealed class TopicImage
{
    private readonly PersistentArray<PartitionImage> _partitions;

    private TopicImage(TopicId id, string name, PersistentArray<PartitionImage> partitions)
    {
        Id = id;
        Name = name;
        _partitions = partitions;
    }

    /// <summary>The topic's id; never used again for another.</summary>
    public TopicId Id { get; }

    /// <summary>The topic's name; another topic may have it after this one was deleted.</summary>
    public string Name { get; }

    /// <summary>The partitions, by their number.</summary>
    public IReadOnlyList<PartitionImage> Partitions => _partitions;

    /// <summary>The partition of this number; null when there is none.</summary>
    public PartitionImage? Find(PartitionIndex index) =>
        (uint)index.Value < (uint)_partitions.Count ? _partitions[index.Value] : null;

    /// <summary>A topic without partitions.</summary>
    internal static TopicImage Create(TopicId id, string name) => new(id, name, PersistentArray<PartitionImage>.Empty);

    /// <summary>This topic with a partition replaced, or added behind the last; the same topic when the number lies further.</summary>
    internal TopicImage With(PartitionIndex index, PartitionImage partition) =>
        (uint)index.Value <= (uint)_partitions.Count ? new(Id, Name, _partitions.With(index.Value, partition)) : this;
}
