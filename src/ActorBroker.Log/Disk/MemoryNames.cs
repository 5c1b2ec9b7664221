namespace ActorBroker.Log.Disk;

/// <summary>The names as calls see them, as the device holds them, and the changes between the two. Immutable.</summary>
/// <remarks>
/// Changes of different names may become durable in any order; changes of one name only in the order they were made, and a rename
/// is of both its names. Flushing a directory makes durable all changes of its names, and those they build upon.
/// </remarks>
internal sealed record MemoryNames(MemoryTree Cached, MemoryTree Durable, MemoryNameChange? Unsynced)
{
    public static readonly MemoryNames Empty = new(MemoryTree.Empty, MemoryTree.Empty, null);

    public MemoryNames With(MemoryName? removed, MemoryName? added, MemoryEntry entry)
    {
        var change = new MemoryNameChange(Unsynced, removed, added, entry);
        return this with { Cached = Cached.With(change), Unsynced = change };
    }

    public MemoryNames Flush(long directory)
    {
        var (flushed, rest) = Split(directory);
        return this with { Durable = Fold(Durable, flushed), Unsynced = rest };
    }

    /// <summary>A flush that failed: some of the changes became durable, the others never will.</summary>
    public MemoryNames FailFlush(long directory, Random random)
    {
        var (flushed, rest) = Split(directory);
        return this with { Durable = Fold(Durable, Keep(flushed, random)), Unsynced = rest };
    }

    /// <summary>The names after a power loss.</summary>
    public MemoryNames Lose(Random random)
    {
        var names = Fold(Durable, Keep(MemoryNameChange.InOrder(Unsynced), random));
        return new MemoryNames(names, names, null);
    }

    private static MemoryTree Fold(MemoryTree tree, List<MemoryNameChange> changes)
    {
        foreach (var change in changes)
            tree = tree.With(change);
        return tree;
    }

    /// <summary>Drops some changes and all that build upon them.</summary>
    private static List<MemoryNameChange> Keep(List<MemoryNameChange> changes, Random random)
    {
        var share = random.Next(4) switch { 0 => 0, 1 => 1, _ => random.NextDouble() };
        var prefix = random.Next(3) == 0 ? random.Next(changes.Count + 1) : changes.Count;
        var lost = new HashSet<MemoryName>();
        var kept = new List<MemoryNameChange>();
        for (var index = 0; index < changes.Count; index++)
        {
            var change = changes[index];
            var ordered = !change.Touches(lost) && !(change.MovesDirectory && lost.Count > 0);
            if (ordered && index < prefix && random.NextDouble() < share)
                kept.Add(change);
            else
                change.AddNamesTo(lost);
        }

        return kept;
    }

    private (List<MemoryNameChange> Flushed, MemoryNameChange? Remaining) Split(long directory)
    {
        var flushed = new List<MemoryNameChange>();
        var rest = new List<MemoryNameChange>();
        var needed = new HashSet<MemoryName>();
        var all = false;
        for (var change = Unsynced; change is not null; change = change.Before)
        {
            if (all || change.Touches(directory) || change.Touches(needed))
            {
                flushed.Add(change);
                change.AddNamesTo(needed);
                all |= change.MovesDirectory;
            }
            else
            {
                rest.Add(change);
            }
        }

        flushed.Reverse();
        MemoryNameChange? last = null;
        for (var index = rest.Count - 1; index >= 0; index--)
            last = rest[index] with { Before = last };
        return (flushed, last);
    }
}
