namespace ActorBroker.Log.Disk;

/// <summary>A change of names that happens whole or not at all: a creation (added), a deletion (removed), a rename (both).</summary>
/// <param name="Before">The change before it that is not flushed either.</param>
/// <param name="Removed">The name that went.</param>
/// <param name="Added">The name that came; what had it before lost it.</param>
/// <param name="Entry">What the name stood or stands for.</param>
internal sealed record MemoryNameChange(MemoryNameChange? Before, MemoryName? Removed, MemoryName? Added, MemoryEntry Entry)
{
    /// <summary>
    /// A directory that went into another one: it is ordered after all changes before it, so that no directory can end below itself.
    /// </summary>
    public bool MovesDirectory => Entry.IsDirectory && Removed is { } removed && Added is { } added && removed.Directory != added.Directory;

    public bool Touches(long directory) => Removed?.Directory == directory || Added?.Directory == directory;

    public bool Touches(HashSet<MemoryName> names) =>
        (Removed is { } removed && names.Contains(removed)) || (Added is { } added && names.Contains(added));

    public void AddNamesTo(HashSet<MemoryName> names)
    {
        if (Removed is { } removed)
            names.Add(removed);
        if (Added is { } added)
            names.Add(added);
    }

    /// <summary>This change and those before it, the oldest first.</summary>
    public static List<MemoryNameChange> InOrder(MemoryNameChange? last)
    {
        var changes = new List<MemoryNameChange>();
        for (var change = last; change is not null; change = change.Before)
            changes.Add(change);
        changes.Reverse();
        return changes;
    }
}
