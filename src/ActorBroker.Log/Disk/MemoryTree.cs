using System.Collections.Immutable;

namespace ActorBroker.Log.Disk;

/// <summary>Which names each directory holds, at one moment. Immutable.</summary>
internal sealed class MemoryTree
{
    /// <summary>The number of the directory <c>/</c>.</summary>
    public const long Root = 0;

    public static readonly MemoryTree Empty = new(ImmutableDictionary<long, ImmutableSortedDictionary<string, MemoryEntry>>.Empty);

    private static readonly ImmutableSortedDictionary<string, MemoryEntry> NoEntries =
        ImmutableSortedDictionary.Create<string, MemoryEntry>(StringComparer.Ordinal);

    private readonly ImmutableDictionary<long, ImmutableSortedDictionary<string, MemoryEntry>> _directories;

    private MemoryTree(ImmutableDictionary<long, ImmutableSortedDictionary<string, MemoryEntry>> directories) => _directories = directories;

    /// <summary>A directory's names in ordinal order.</summary>
    public ImmutableSortedDictionary<string, MemoryEntry> Entries(long directory) =>
        _directories.GetValueOrDefault(directory, NoEntries);

    public MemoryEntry? Find(MemoryName name) => Entries(name.Directory).TryGetValue(name.Name, out var entry) ? entry : null;

    /// <summary>What a path stands for; null when there is nothing.</summary>
    public MemoryEntry? Find(string path)
    {
        MemoryEntry? found = new MemoryEntry(Root, IsDirectory: true);
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (found is not { IsDirectory: true } directory)
                return null;
            found = Find(new MemoryName(directory.Id, name));
        }

        return found;
    }

    /// <summary>The tree after a change. A name that does not stand for the change's entry any more is not removed.</summary>
    public MemoryTree With(MemoryNameChange change)
    {
        var directories = _directories;
        if (change.Removed is { } removed && Find(removed) == change.Entry)
            directories = directories.SetItem(removed.Directory, Entries(removed.Directory).Remove(removed.Name));
        if (change.Added is { } added)
        {
            var entries = directories.GetValueOrDefault(added.Directory, NoEntries);
            directories = directories.SetItem(added.Directory, entries.SetItem(added.Name, change.Entry));
        }

        return new MemoryTree(directories);
    }

    /// <summary>Adds all numbers that can be reached from <c>/</c>, files and directories.</summary>
    public void CollectReachable(HashSet<long> reachable)
    {
        var open = new Stack<long>([Root]);
        while (open.TryPop(out var directory))
        {
            foreach (var (_, entry) in Entries(directory))
            {
                if (reachable.Add(entry.Id) && entry.IsDirectory)
                    open.Push(entry.Id);
            }
        }
    }

    /// <summary>The tree without the directories that are not among <paramref name="ids"/>.</summary>
    public MemoryTree Only(HashSet<long> ids) =>
        new(_directories.RemoveRange(_directories.Keys.Where(id => id != Root && !ids.Contains(id))));
}
