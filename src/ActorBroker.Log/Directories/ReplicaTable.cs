using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>The replicas of a log directory in memory: which are open, which are clean, and what the next checkpoint says of them.</summary>
/// <remarks>Any thread; touches no disk and calls nobody while it holds its lock.</remarks>
internal sealed class ReplicaTable(Dictionary<PartitionId, ReplicaSlot> slots)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PartitionId, long> _deleted = [];
    private bool _isChanged;

    /// <summary>How many replicas there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return slots.Count;
        }
    }

    /// <summary>True when something differs from the checkpoint that the directory was opened with.</summary>
    public bool IsChanged
    {
        get
        {
            lock (_gate)
                return _isChanged;
        }
    }

    /// <summary>True when the next checkpoint describes every log wholly.</summary>
    public bool IsClean
    {
        get
        {
            lock (_gate)
                return slots.Values.All(slot => slot.IsClean);
        }
    }

    /// <summary>True when a log is open.</summary>
    public bool HasOpen
    {
        get
        {
            lock (_gate)
                return slots.Values.Any(slot => slot.Open is not null);
        }
    }

    /// <summary>The replicas that satisfy a condition.</summary>
    public IReadOnlyList<PartitionId> Find(Predicate<ReplicaSlot> condition)
    {
        lock (_gate)
            return [.. slots.Values.Where(slot => condition(slot)).Select(slot => slot.Id)];
    }

    public bool Contains(PartitionId id)
    {
        lock (_gate)
            return slots.ContainsKey(id);
    }

    /// <summary>Adds a replica without records, open.</summary>
    public void Add(PartitionLog log)
    {
        lock (_gate)
        {
            var isNew = slots.TryAdd(log.Id, new ReplicaSlot(log.Id) { State = log.State, IsClean = true, Open = log });
            Invariant.Holds(isNew, "a partition has one replica in a directory");
            _isChanged = true;
        }
    }

    /// <summary>A replica that is not open; the caller opens it.</summary>
    public ReplicaSlot Closed(PartitionId id)
    {
        lock (_gate)
        {
            var isHere = slots.TryGetValue(id, out var slot);
            Invariant.Holds(isHere && slot!.Open is null, "a replica that is opened or deleted is here, and not open");
            return slot!;
        }
    }

    /// <summary>A replica's log was opened.</summary>
    public void Opened(ReplicaSlot slot, PartitionLog log)
    {
        lock (_gate)
        {
            Invariant.Holds(slot.Open is null, "a log is opened once");
            slot.Open = log;
            slot.NeedsRecovery = false;
        }
    }

    /// <summary>Takes an open log's state.</summary>
    /// <param name="log">The log.</param>
    /// <param name="ticket">The journal's, after the log's last note.</param>
    public void Settle(PartitionLog log, long ticket)
    {
        lock (_gate)
        {
            var slot = SlotOf(log);
            _isChanged |= slot.State != log.State;
            slot.State = log.State;
            slot.IsClean = !log.IsDirty;
            slot.SettledTicket = ticket;
        }
    }

    /// <summary>A log was closed.</summary>
    public void Release(PartitionLog log)
    {
        lock (_gate)
        {
            var slot = SlotOf(log);
            slot.Open = null;
            slot.NeedsRecovery = log.IsDirty || log.Failure is not null;
            slot.IsClean = !slot.NeedsRecovery;
            slot.Known = log.State;
        }
    }

    /// <summary>Replicas are gone; the journal says so until the next checkpoint does.</summary>
    public void Remove(IEnumerable<PartitionId> ids, long ticket)
    {
        lock (_gate)
        {
            foreach (var id in ids)
            {
                slots.Remove(id);
                _deleted[id] = ticket;
            }

            _isChanged = true;
        }
    }

    /// <summary>What a checkpoint has to write now.</summary>
    public CheckpointDraft Draft()
    {
        lock (_gate)
        {
            KeyValuePair<PartitionId, long>[] deleted = [.. _deleted];
            return new CheckpointDraft(
                [.. slots.Values.Where(slot => slot.State is not null).Select(slot => slot.State!.Value)],
                [
                    .. slots.Values.Select(slot => slot.Settlement),
                    .. deleted.Select(gone => new DirtySettlement(gone.Key, gone.Value, null)),
                ],
                deleted);
        }
    }

    /// <summary>The draft was written, and the journal was told.</summary>
    public void Written(CheckpointDraft draft)
    {
        lock (_gate)
        {
            foreach (var (id, ticket) in draft.Deleted)
            {
                if (_deleted.TryGetValue(id, out var latest) && latest == ticket)
                    _deleted.Remove(id);
            }
        }
    }

    private ReplicaSlot SlotOf(PartitionLog log)
    {
        var isOpen = slots.TryGetValue(log.Id, out var slot) && slot.Open == log;
        Invariant.Holds(isOpen, "a log is given back to the directory that opened it");
        return slot!;
    }
}
