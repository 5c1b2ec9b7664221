using ActorBroker.Broker.Doors;
using ActorBroker.Listener.FetchSessions;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Wire;
using static ActorBroker.Wire.Messages.FetchResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>One partition of a fetch, and what was found of it at the last look.</summary>
internal sealed class FetchTarget(FetchKey key, FetchAsk asked, HostedPartition? hosted, ErrorCode error)
{
    private RecordBytes _records = RecordBytes.Empty;
    private WireList<AbortedTransaction>? _aborted;

    public FetchKey Key { get; } = key;

    public FetchAsk Asked { get; } = asked;

    public HostedPartition? Hosted { get; } = hosted;

    /// <summary>What stands in the way: found once for all, or at the last look.</summary>
    public ErrorCode Error { get; set; } = error;

    /// <summary>True when the partition cannot be looked at at all.</summary>
    public bool IsRefused { get; } = error != ErrorCode.None;

    /// <summary>The entry that was looked at.</summary>
    public PartitionEntry? Seen { get; set; }

    /// <summary>The batches that were found; null for none.</summary>
    public LogSlice? Slice { get; set; }

    /// <summary>False when the client knows already what was found.</summary>
    public bool IsTold { get; set; } = true;

    /// <summary>What was found, once <see cref="Read"/>.</summary>
    public FetchFinding Finding => Seen?.View is { Bounds: var bounds }
        ? new FetchFinding(Error, bounds.HighWatermark, bounds.LastStable, bounds.Start, _records.Length > 0)
        : new FetchFinding(Error, Offset.None, Offset.None, Offset.None, HasRecords: false);

    /// <summary>Gives back what the last look found.</summary>
    public void Forget()
    {
        Slice?.Dispose();
        Slice = null;
        if (!IsRefused)
            Error = ErrorCode.None;
    }

    /// <summary>Reads the batches that the last look found, and gives their lease back.</summary>
    public void Read(ReadLevel level)
    {
        try
        {
            if (Slice is { } slice)
                _records = new RecordBytes(CopiedRecords.Of(slice));
            if (level == ReadLevel.Committed && this is { Seen: { View: { } view } seen, Error: ErrorCode.None })
                _aborted = AbortedIn(view, Asked.Offset, seen.ReadableEnd(level));
        }
        catch (CorruptBatchException damage)
        {
            Refuse(damage);
        }
        catch (Exception exception) when (exception is LogDiskException or SupersededException)
        {
            Error = ErrorCode.KafkaStorageError;
        }
        finally
        {
            Slice?.Dispose();
            Slice = null;
        }

        Hosted?.Traffic.OnFetched(_records.Length, Error != ErrorCode.None);
    }

    /// <summary>Answers that what is to be read is damaged, and has people told.</summary>
    public void Refuse(CorruptBatchException damage)
    {
        Error = ErrorCode.CorruptMessage;
        Hosted!.Report(damage.ToDamage());
    }

    /// <summary>Gives back what was read, because it will not be told.</summary>
    public void Drop() => _records.Lease?.Dispose();

    /// <summary>Writes what was found into an answer, whose the records are then.</summary>
    public void WriteTo(PartitionData result)
    {
        var finding = Finding;
        (result.PartitionIndex, result.ErrorCode, result.Records) = (Key.Partition, finding.Error, _records);
        (result.HighWatermark, result.LastStableOffset, result.LogStartOffset) = (finding.HighWatermark, finding.LastStable, finding.Start);
        result.AbortedTransactions = _aborted;
    }

    private static WireList<AbortedTransaction> AbortedIn(ReadView view, Offset from, Offset upTo)
    {
        var transactions = new WireList<AbortedTransaction>();
        foreach (var aborted in view.AbortedTransactions(from, upTo))
            transactions.Add(new AbortedTransaction { ProducerId = aborted.Producer, FirstOffset = aborted.FirstOffset });
        return transactions;
    }
}
