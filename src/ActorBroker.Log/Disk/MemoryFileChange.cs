namespace ActorBroker.Log.Disk;

/// <summary>
/// A change of a file's bytes from <paramref name="Start"/> to <paramref name="End"/> (exclusive), or of its length only when they
/// are equal.
/// </summary>
/// <param name="Before">The change before it that is not flushed either.</param>
/// <param name="After">The content after it, as reads saw it.</param>
internal sealed record MemoryFileChange(MemoryFileChange? Before, long Start, long End, MemoryContent After)
{
    /// <summary>This change and those before it, the oldest first.</summary>
    public static List<MemoryFileChange> InOrder(MemoryFileChange? last)
    {
        var changes = new List<MemoryFileChange>();
        for (var change = last; change is not null; change = change.Before)
            changes.Add(change);
        changes.Reverse();
        return changes;
    }
}
