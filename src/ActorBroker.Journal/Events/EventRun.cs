namespace ActorBroker.Journal.Events;

/// <summary>Events of one actor with consecutive numbers at consecutive offsets of the log. 24 bytes besides its link.</summary>
/// <param name="SequenceNr">The first event's number.</param>
/// <param name="Offset">The first event's offset.</param>
/// <param name="Count">How many; 1 and up.</param>
internal readonly record struct EventRun(long SequenceNr, long Offset, int Count)
{
    /// <summary>The last event's number.</summary>
    public long LastSequenceNr => SequenceNr + Count - 1;

    /// <summary>The last event's offset.</summary>
    public long LastOffset => Offset + Count - 1;

    /// <summary>Without the events below a number; at least one is left.</summary>
    public EventRun From(long sequenceNr)
    {
        var skipped = (int)Math.Max(0, sequenceNr - SequenceNr);
        return new EventRun(SequenceNr + skipped, Offset + skipped, Count - skipped);
    }

    /// <summary>The first events up to a number, inclusive; at least one is left.</summary>
    public EventRun To(long sequenceNr) => this with { Count = (int)Math.Min(Count, sequenceNr - SequenceNr + 1) };
}
