using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>One replica of a log directory, as far as the directory has to know it. Guarded by the directory's lock.</summary>
internal sealed class ReplicaSlot(PartitionId id)
{
    public PartitionId Id => id;

    /// <summary>What the next checkpoint says; null while the log was never scanned, and then the checkpoint leaves it out.</summary>
    public ReplicaState? State { get; set; }

    /// <summary>The bounds for the recovery; null when nothing is known, and then all is scanned.</summary>
    public ReplicaState? Known { get; set; }

    /// <summary>True when the log differs from <see cref="State"/>, so that opening it is a recovery.</summary>
    public bool NeedsRecovery { get; set; }

    /// <summary>True while <see cref="State"/> says all of the log, and no change was noted since.</summary>
    public bool IsClean { get; set; }

    /// <summary>The journal's ticket when <see cref="State"/> was settled; -1 while it is that of an earlier run.</summary>
    public long SettledTicket { get; set; } = -1;

    /// <summary>What the journal is told once a checkpoint with <see cref="State"/> is durable.</summary>
    public DirtySettlement Settlement => new(
        id, SettledTicket, IsClean || State is not { } state ? null : new DirtyNote(state.LogStart, state.RecoveryPoint));

    /// <summary>The log that is open; null while none is.</summary>
    public PartitionLog? Open { get; set; }
}
