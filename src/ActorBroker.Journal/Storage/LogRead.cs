using ActorBroker.Model.Records;

namespace ActorBroker.Journal.Storage;

/// <summary>Somebody who wants the records at certain offsets of a log. They are given one by one, then the end is told, all on the executor's thread.</summary>
/// <param name="ranges">The offsets, rising.</param>
internal abstract class LogRead(IReadOnlyList<OffsetRange> ranges)
{
    /// <summary>True when every record was given.</summary>
    public bool IsComplete => Range == ranges.Count;

    /// <summary>The next offset that is wanted; not to be asked when complete.</summary>
    public long NextOffset => ranges[Range].First + Taken;

    /// <summary>Which of the ranges the next offset is in.</summary>
    protected int Range { get; private set; }

    /// <summary>How many offsets of that range were given.</summary>
    protected int Taken { get; private set; }

    /// <summary>Goes to the next offset.</summary>
    public void Advance()
    {
        if (++Taken < ranges[Range].Count)
            return;

        Range++;
        Taken = 0;
    }

    /// <summary>Takes the record at <see cref="NextOffset"/>; whatever it throws ends this read.</summary>
    public abstract void OnRecord(RecordView record);

    /// <summary>Told once, behind the last record or instead of it.</summary>
    /// <param name="failure">Why the rest cannot be read; null when all was given.</param>
    public abstract void OnEnd(Exception? failure);
}
