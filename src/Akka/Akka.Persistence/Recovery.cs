namespace Akka.Persistence;

/// <summary>How a persistent actor recovers: from the youngest snapshot that fits, then from the events after it.</summary>
public sealed class Recovery
{
    /// <summary>From the youngest snapshot and all events after it.</summary>
    public Recovery()
        : this(SnapshotSelectionCriteria.Latest)
    {
    }

    /// <summary>From the youngest snapshot that fits and all events after it.</summary>
    public Recovery(SnapshotSelectionCriteria fromSnapshot)
        : this(fromSnapshot, long.MaxValue)
    {
    }

    /// <summary>From the youngest snapshot that fits and the events after it up to one.</summary>
    public Recovery(SnapshotSelectionCriteria fromSnapshot, long toSequenceNr)
        : this(fromSnapshot, toSequenceNr, long.MaxValue)
    {
    }

    /// <summary>From the youngest snapshot that fits and some of the events after it.</summary>
    public Recovery(SnapshotSelectionCriteria? fromSnapshot = null, long toSequenceNr = long.MaxValue, long replayMax = long.MaxValue)
    {
        FromSnapshot = fromSnapshot ?? SnapshotSelectionCriteria.Latest;
        ToSequenceNr = toSequenceNr;
        ReplayMax = replayMax;
    }

    /// <summary>From the youngest snapshot and all events after it.</summary>
    public static Recovery Default { get; } = new();

    /// <summary>Neither snapshot nor events: only the highest sequence number is found, so that new events can follow.</summary>
    public static Recovery None { get; } = new(SnapshotSelectionCriteria.None, 0L);

    /// <summary>Which snapshots fit.</summary>
    public SnapshotSelectionCriteria FromSnapshot { get; }

    /// <summary>The last event to replay, inclusive.</summary>
    public long ToSequenceNr { get; }

    /// <summary>How many events to replay at most.</summary>
    public long ReplayMax { get; }
}
