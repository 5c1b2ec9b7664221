using ActorBroker.Log.Disk;
using ActorBroker.Simulation.Tests.Worlds;

namespace ActorBroker.Simulation.Tests.Ledgers;

/// <summary>All that the broker promised of one partition, held against all that it says.</summary>
/// <remarks>
/// Under <c>commit</c> every promise is for ever: what was acknowledged with acks=all, and what was read, lies where it lay. What was
/// acknowledged with acks=1 lies there until the power fails.
/// </remarks>
internal sealed class PartitionLedger(string topic, int index)
{
    private readonly SortedDictionary<long, Claim> _claims = [];
    private long _appendedEnd;
    private long _highWatermark;
    private long _logStart;
    private long _deletionMax;
    private int _life;
    private int _power;

    public string Topic => topic;

    public int Index => index;

    public string Name => $"{topic}-{index}";

    /// <summary>How many records lie at known offsets.</summary>
    public int KnownCount => _claims.Count;

    public LedgerMoment Moment => new(_life, _power, _appendedEnd, _highWatermark, _logStart);

    /// <summary>A batch leaves its producer, for the first time or again.</summary>
    public void Send(SentBatch batch) => batch.Send(Moment);

    /// <summary>The broker acknowledged a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="at">Where it says that it lies.</param>
    /// <param name="isCommitted">Whether the acknowledgement was for acks=all.</param>
    /// <param name="asked">When it was sent.</param>
    public void Acknowledge(SentBatch batch, long at, bool isCommitted, LedgerMoment asked)
    {
        if (!isCommitted && asked.Life != _life)
            return;

        var end = at + batch.Records.Count;
        var floor = FloorOf(batch.FirstSent);
        Require(at >= floor, $"{batch} was acknowledged at {at}, though all below {floor} was there before it was sent");
        Require(batch.AcknowledgedAt is null || batch.AcknowledgedAt == at, $"{batch} was acknowledged at {at}, and before at {batch.AcknowledgedAt}");
        if (isCommitted)
            batch.AcknowledgedAt = at;
        for (var record = 0; record < batch.Records.Count; record++)
            Place(at + record, batch, record, isCommitted);
        _appendedEnd = Math.Max(_appendedEnd, end);
        if (isCommitted)
            _highWatermark = Math.Max(_highWatermark, end);
    }

    /// <summary>A reader was shown both bounds of the log.</summary>
    public void ShowBounds(long highWatermark, long logStart, LedgerMoment asked)
    {
        Require(logStart <= highWatermark, $"the log starts at {logStart}, behind its high watermark {highWatermark}");
        ShowHighWatermark(highWatermark, asked);
        ShowStart(logStart, asked);
    }

    /// <summary>Somebody was told the high watermark.</summary>
    public void ShowHighWatermark(long highWatermark, LedgerMoment asked)
    {
        Require(highWatermark >= asked.HighWatermark, $"the high watermark is {highWatermark}, though it was {asked.HighWatermark} already");
        _highWatermark = Math.Max(_highWatermark, highWatermark);
    }

    /// <summary>Somebody was told where the log starts.</summary>
    public void ShowStart(long logStart, LedgerMoment asked)
    {
        Require(logStart >= asked.LogStart, $"the log starts at {logStart}, though it started at {asked.LogStart} already");
        Require(logStart <= _deletionMax, $"the log starts at {logStart}, though nobody wanted more deleted than up to {_deletionMax}");
        _logStart = Math.Max(_logStart, logStart);
    }

    /// <summary>A record was read.</summary>
    public void Read(long offset, SentBatch batch, int record)
    {
        Require(batch.Partition == this, $"offset {offset} has {batch}, which was never sent here");
        Place(offset, batch, record, isForEver: true);
    }

    /// <summary>Somebody asks for the deletion of all below an offset.</summary>
    public void AskDeletion(long before) => _deletionMax = Math.Max(_deletionMax, before);

    /// <summary>The deletion was done.</summary>
    public void Delete(long before, long lowWatermark)
    {
        Require(lowWatermark >= before, $"records up to {before} were deleted, and the low watermark is {lowWatermark}");
        _logStart = Math.Max(_logStart, lowWatermark);
    }

    /// <summary>The broker's process is gone, and with it what nobody was promised.</summary>
    public void Crash(DiskCrash crash)
    {
        _life++;
        if (crash != DiskCrash.PowerLoss)
            return;

        _power++;
        _appendedEnd = 0;
        foreach (var (offset, claim) in _claims.Where(claim => !claim.Value.IsForEver).ToArray())
        {
            claim.Batch.Forget(claim.Record, offset);
            _claims.Remove(offset);
        }
    }

    /// <summary>Everything that is there was read, from the log's start to its end: is anything missing?</summary>
    public void Close(long start, long end, IReadOnlyDictionary<long, (SentBatch Batch, int Record)> read)
    {
        foreach (var (offset, claim) in _claims)
        {
            if (offset >= start && claim.IsForEver)
                Require(read.ContainsKey(offset), $"offset {offset}, {claim.Batch}, is lost: the log has offsets {start} to {end}");
        }

        foreach (var producer in read.OrderBy(entry => entry.Key).Select(entry => entry.Value.Batch).Where(batch => batch.IsIdempotent).GroupBy(batch => batch.Producer))
        {
            var last = -1;
            foreach (var batch in producer)
            {
                Require(batch.Number >= last, $"{batch} lies behind batch {last} of the same producer");
                last = batch.Number;
            }
        }
    }

    private long FloorOf(LedgerMoment sent) => sent.Power == _power ? Math.Max(sent.AppendedEnd, sent.HighWatermark) : sent.HighWatermark;

    private void Place(long offset, SentBatch batch, int record, bool isForEver)
    {
        if (_claims.TryGetValue(offset, out var known))
            Require(known.Batch == batch && known.Record == record, $"offset {offset} has record {record} of {batch}, and had record {known.Record} of {known.Batch}");
        else
            Require(batch.TryFind(record, offset), $"record {record} of {batch} lies twice in the log: at {offset} too");
        _claims[offset] = new Claim(batch, record, isForEver || known.IsForEver);
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new Violation($"{Name}: {otherwise}");
    }

    private readonly record struct Claim(SentBatch Batch, int Record, bool IsForEver);
}
