using System.Runtime.InteropServices;
using ActorBroker.Log.Epochs;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>A replica's log: a number for each record, its epoch in the upper half, and how much of it a crash leaves. Its epochs are the real log's.</summary>
internal sealed class ClusterLog : IReplicaLog
{
    // One for each offset from 0 on; those below the start are gone and have any value.
    private readonly List<long> _records = [];
    private readonly LeaderEpochs _epochs = new();
    private (int Generation, Offset End) _flushing;
    private int _generation;

    public Offset Start { get; private set; }

    public Offset End => new(_records.Count);

    public Offset Durable { get; private set; }

    public static long Record(LeaderEpoch epoch, int id) => ((long)epoch.Value << 32) | (uint)id;

    public LeaderEpoch EpochBefore(Offset end) => end > Start && end <= End ? EpochOf(_records[(int)end.Value - 1]) : LeaderEpoch.None;

    public EpochBoundary EndOf(LeaderEpoch epoch)
    {
        var end = _epochs.EndOffsetFor(epoch, End);
        return new EpochBoundary(end.Epoch, end.End);
    }

    public void Begin(LeaderEpoch epoch) => _epochs.Assign(epoch, End);

    public void Append(long record)
    {
        _epochs.Assign(EpochOf(record), End);
        _records.Add(record);
    }

    /// <summary>Records from an offset on, as many as there are; throws when that lies below the log's start.</summary>
    public long[] Read(Offset from, int count)
    {
        if (from < Start)
            throw new InvalidOperationException($"nobody is served what is gone: records from {from} are asked for, the log starts at {Start}");
        return [.. CollectionsMarshal.AsSpan(_records).Slice((int)from.Value, (int)Math.Min(count, End - from))];
    }

    /// <summary>Removes the end, durably.</summary>
    public void Cut(Offset end)
    {
        _records.RemoveRange((int)end.Value, (int)(End - end));
        _epochs.TruncateFromEnd(end);
        Durable = Offset.Min(Durable, end);
        _generation++;
    }

    /// <summary>Empties the log, which goes on at this offset.</summary>
    public void RestartAt(Offset start)
    {
        _records.Clear();
        _records.AddRange(new long[start.Value]);
        _epochs.Clear();
        (Start, Durable) = (start, start);
        _generation++;
    }

    /// <summary>Removes what lies below an offset.</summary>
    public void Delete(Offset start)
    {
        Start = Offset.Max(Start, start);
        Durable = Offset.Max(Durable, Start);
        _epochs.TruncateFromStart(Start);
    }

    /// <summary>A flush begins; it will tell of what is here now.</summary>
    public void BeginFlush() => _flushing = (_generation, End);

    /// <summary>The flush that began last is done. It tells nothing of a log that was cut since.</summary>
    /// <returns>True when more is durable.</returns>
    public bool CompleteFlush()
    {
        if (_flushing.Generation != _generation || _flushing.End <= Durable)
            return false;
        Durable = _flushing.End;
        return true;
    }

    /// <summary>What a crash leaves. Recovery flushes it, and has the epochs from the records.</summary>
    public void Crash(Offset kept)
    {
        Cut(kept);
        Durable = End;
        _epochs.Clear();
        for (var offset = Start; offset < End; offset += 1)
            _epochs.Assign(EpochOf(_records[(int)offset.Value]), offset);
    }

    /// <summary>True when it has these records, as far as it does not begin behind them.</summary>
    public bool Has(ReadOnlySpan<long> records, bool isDurable)
    {
        var end = new Offset(records.Length);
        if (end > (isDurable ? Durable : End))
            return false;
        var start = (int)Offset.Min(Start, end).Value;
        return CollectionsMarshal.AsSpan(_records)[start..records.Length].SequenceEqual(records[start..]);
    }

    /// <summary>How many of these records it has before the first that differs; those below its start count as had.</summary>
    public int HowManyOf(ReadOnlySpan<long> records)
    {
        var start = (int)Math.Min(Start.Value, records.Length);
        return start + CollectionsMarshal.AsSpan(_records)[start..].CommonPrefixLength(records[start..]);
    }

    /// <summary>Copies records from its start to an offset behind those that are known already.</summary>
    public void CopyTo(List<long> known, Offset end) =>
        known.AddRange(CollectionsMarshal.AsSpan(_records)[known.Count..(int)end.Value]);

    public override string ToString() =>
        $"[{string.Join(' ', _records.Skip((int)Start.Value).Select(record => $"{record >> 32}:{(int)record}"))}] from {Start}, durable to {Durable}";

    private static LeaderEpoch EpochOf(long record) => new((int)(record >> 32));
}
