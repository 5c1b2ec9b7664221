using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Quorum;
using ActorBroker.Machines.Tests.Controller;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>What the quorum ever committed, as all leaders together said, and the cluster as it was after each entry. Throws when two of them differ.</summary>
/// <param name="changes">Told of the cluster before it changes.</param>
internal sealed class CommittedMetadata(Action<MetadataImage> changes)
{
    private readonly List<QuorumEntry> _entries = [];
    private readonly List<MetadataImage> _images = [MetadataImage.Empty];

    /// <summary>How many entries.</summary>
    public int End => _entries.Count;

    /// <summary>The cluster now.</summary>
    public MetadataImage Present => _images[^1];

    /// <summary>The cluster as it was after so many entries.</summary>
    public MetadataImage At(int end) => _images[end];

    /// <summary>A leader says that its log is committed.</summary>
    public void Add(QuorumLog log)
    {
        if (log.Start > new Offset(End))
            throw new InvalidOperationException($"a committed entry is never lost: a snapshot ends at {log.Start}, behind all that was committed");
        if (log.Start > Offset.Zero && !log.Snapshot.Content.Span.SequenceEqual(MetadataSnapshotFormat.Encode(_images[(int)log.Start.Value])))
            throw new InvalidOperationException($"a snapshot is what it stands for: the one to {log.Start} is not");
        if (log.End < new Offset(End))
            throw new InvalidOperationException($"a committed entry is never lost: a leader began with {log.End} of {End}");
        Add(log.Start, log.ReadTo(log.Start, log.End));
    }

    /// <summary>A leader says that these entries are committed, up to here.</summary>
    public void Add(Offset first, ImmutableArray<QuorumEntry> entries)
    {
        for (var index = 0; index < entries.Length; index++)
        {
            var offset = (int)first.Value + index;
            if (offset > End)
                throw new InvalidOperationException($"entries are committed in order: {offset} came behind {End}");
            if (offset == End)
                Add(entries[index]);
            else if (!AreSame(_entries[offset], entries[index]))
                throw new InvalidOperationException($"a committed entry is never changed: {offset} was {_entries[offset]}, is {entries[index]}");
        }
    }

    /// <summary>The cluster after one more entry.</summary>
    public static MetadataImage Apply(MetadataImage image, Offset offset, QuorumEntry entry) => entry is QuorumEntry.Event happened
        ? image.Apply(new MetadataOffset(offset.Value + 1), MetadataEventFormat.Decode(happened.Content.Span))
        : image;

    private void Add(QuorumEntry entry)
    {
        var after = Apply(Present, new Offset(End), entry);
        ClusterInvariants.Check(Present, after);
        changes(after);
        _entries.Add(entry);
        _images.Add(after);
    }

    private static bool AreSame(QuorumEntry left, QuorumEntry right) => left is QuorumEntry.Event one && right is QuorumEntry.Event other
        ? one.Epoch == other.Epoch && one.Content.Span.SequenceEqual(other.Content.Span)
        : left.Equals(right);
}
