namespace ActorBroker.Log.Tests.Properties;

/// <summary>A log as anybody would write it: a list. Shares no code with the real one.</summary>
internal sealed record PlainLog(IReadOnlyList<PlainBatch> Batches, long Start, long HighWatermark, long End)
{
    public static readonly PlainLog Empty = new([], 0, 0, 0);

    public PlainLog Append(int epoch, IReadOnlyList<PlainRecord> records) =>
        this with { Batches = [.. Batches, new PlainBatch(End, epoch, records)], End = End + records.Count };

    public PlainLog Truncate(long offset)
    {
        if (offset >= End)
            return this;

        var kept = Batches.TakeWhile(batch => batch.Last < offset).ToList();
        var end = kept.Count == Batches.Count ? offset : Batches[kept.Count].Base;
        if (offset <= Start || end <= Start)
            return this with { Batches = [], End = Start, HighWatermark = Start };

        return this with { Batches = kept, End = end, HighWatermark = Math.Min(HighWatermark, end) };
    }

    public static PlainLog EmptyAt(long offset) => new([], offset, offset, offset);

    public PlainLog MoveStart(long offset) =>
        offset <= Start ? this : this with { Batches = [.. Batches.Where(batch => batch.Last >= offset)], Start = offset };

    /// <summary>All records that a reader who begins at an offset meets: from its batch's first on.</summary>
    public IEnumerable<string> ReadFrom(long from) =>
        Batches.Where(batch => batch.Last >= from).SelectMany(batch => batch.Lines());

    public (long Timestamp, long Offset)? FindTimestamp(long timestamp)
    {
        foreach (var batch in Batches)
        {
            for (var index = 0; index < batch.Records.Count; index++)
            {
                if (batch.Records[index].Timestamp >= timestamp && batch.Base + index >= Start)
                    return (batch.Records[index].Timestamp, batch.Base + index);
            }
        }

        return null;
    }

    public (long Timestamp, long Offset)? FindLargest()
    {
        var all = Batches.SelectMany(batch => batch.Records.Select((record, index) => (record.Timestamp, Offset: batch.Base + index)))
            .Where(record => record.Offset >= Start)
            .ToList();
        return all.Count == 0 ? null : all.MaxBy(record => (record.Timestamp, -record.Offset));
    }

    public int EpochAt(long offset) => Batches.Where(batch => batch.Base <= offset).Select(batch => batch.Epoch).LastOrDefault(-1);
}

/// <summary>One record.</summary>
internal sealed record PlainRecord(long Timestamp, string Value);

/// <summary>One batch.</summary>
internal sealed record PlainBatch(long Base, int Epoch, IReadOnlyList<PlainRecord> Records)
{
    public long Last => Base + Records.Count - 1;

    public IEnumerable<string> Lines() => Records.Select((record, index) => $"{Base + index}:{record.Value}");
}
