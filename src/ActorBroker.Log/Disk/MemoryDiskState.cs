using System.Collections.Immutable;

namespace ActorBroker.Log.Disk;

/// <summary>
/// All of a <see cref="MemoryDisk"/> at one moment, what is durable and what is not. Immutable, so that keeping a moment costs
/// nothing.
/// </summary>
internal sealed record MemoryDiskState(MemoryNames Names, ImmutableDictionary<long, MemoryFileState> Files, long NextId)
{
    public static readonly MemoryDiskState Empty =
        new(MemoryNames.Empty, ImmutableDictionary<long, MemoryFileState>.Empty, MemoryTree.Root + 1);

    public MemoryEntry? Find(string path) => Names.Cached.Find(path);

    /// <summary>
    /// The name that a path ends with, in its directory; null when that directory does not exist, or the path is <c>/</c>.
    /// </summary>
    public MemoryName? Locate(string path)
    {
        var end = path.TrimEnd('/');
        var slash = end.LastIndexOf('/');
        return slash < 0 || Find(end[..slash]) is not { IsDirectory: true } directory
            ? null
            : new MemoryName(directory.Id, end[(slash + 1)..]);
    }

    public MemoryDiskState WithNames(MemoryNames names) => this with { Names = names };

    public MemoryDiskState WithFile(long id, MemoryFileState file) => this with { Files = Files.SetItem(id, file) };

    public MemoryDiskState WithNew(MemoryName name, bool isDirectory, out MemoryEntry entry)
    {
        entry = new MemoryEntry(NextId, isDirectory);
        return this with
        {
            Names = Names.With(removed: null, name, entry),
            Files = isDirectory ? Files : Files.Add(entry.Id, MemoryFileState.Empty),
            NextId = NextId + 1,
        };
    }

    /// <summary>The disk after the power failed and came back. Costs what is not durable, and a look at each file.</summary>
    public MemoryDiskState Lose(Random random)
    {
        var names = Names.Lose(random);
        var files = Files.ToBuilder();
        foreach (var (id, file) in Files)
        {
            if (!file.IsDurable)
                files[id] = MemoryFileState.OfDurable(MemoryFileCrash.Lose(file, random));
        }

        return this with { Names = names, Files = files.ToImmutable() };
    }

    /// <summary>Without the files that no name, no unsynced change and none of <paramref name="open"/> leads to.</summary>
    public MemoryDiskState Sweep(IEnumerable<long> open)
    {
        var reachable = new HashSet<long>(open);
        Names.Cached.CollectReachable(reachable);
        Names.Durable.CollectReachable(reachable);
        for (var change = Names.Unsynced; change is not null; change = change.Before)
            reachable.Add(change.Entry.Id);
        return this with
        {
            Names = Names with { Cached = Names.Cached.Only(reachable), Durable = Names.Durable.Only(reachable) },
            Files = Files.RemoveRange(Files.Keys.Where(id => !reachable.Contains(id))),
        };
    }
}
