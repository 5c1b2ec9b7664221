namespace ActorBroker.Journal.Snapshots;

/// <summary>Where a snapshot lies.</summary>
/// <param name="SequenceNr">The last event in it.</param>
/// <param name="Ticks">When it was saved, in ticks of 100 ns since year 1, UTC.</param>
/// <param name="Offset">Its offset in the log.</param>
internal readonly record struct StoredSnapshot(long SequenceNr, long Ticks, long Offset) : IComparable<StoredSnapshot>
{
    /// <summary>Older before younger: by sequence number, then by time.</summary>
    public int CompareTo(StoredSnapshot other)
    {
        var bySequence = SequenceNr.CompareTo(other.SequenceNr);
        return bySequence != 0 ? bySequence : Ticks.CompareTo(other.Ticks);
    }
}
