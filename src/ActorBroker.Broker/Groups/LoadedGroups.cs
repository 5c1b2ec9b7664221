using ActorBroker.Machines.Groups;

namespace ActorBroker.Broker.Groups;

/// <summary>Groups as far as their records were read.</summary>
internal sealed class LoadedGroups
{
    private readonly Dictionary<string, LoadedGroup> _groups = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, LoadedGroup>> All => _groups;

    public void Apply(string group, GroupRecord record)
    {
        if (!_groups.TryGetValue(group, out var loaded))
        {
            loaded = new LoadedGroup();
            _groups.Add(group, loaded);
        }

        if (record is GroupWritten written)
            loaded.Snapshot = written.Snapshot;
        else if (record is GroupErased)
            loaded.Snapshot = null;
        else
            loaded.Offsets.Apply(record);
        if (loaded is { Snapshot: null, Offsets.Count: 0 })
            _groups.Remove(group);
    }
}
