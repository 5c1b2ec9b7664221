using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Segments;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.FetchRequest;
using static ActorBroker.Wire.Messages.FetchResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>
/// One Fetch request under way: looks at its partitions; when there is too little, waits until one of them has more or the time is over, and looks
/// again; then reads and answers.
/// </summary>
/// <remarks>
/// A look leases bytes and copies none. The first look is made on the connection's thread, later ones and what follows them on the disk executor:
/// never on the thread of a partition, which goes on appending.
/// </remarks>
internal sealed class FetchOperation
{
    private const short FirstVersionWithTopicId = 13;
    private const sbyte ReadCommitted = 1;
    private const int LooksMax = 3;

    private readonly RequestContext _context;
    private readonly FetchRequest _request;
    private readonly FetchResponse _response;
    private readonly ReadLevel _level;
    private readonly List<FetchTarget> _targets = [];
    private readonly Lock _gate = new();
    private ITimer? _deadline;
    private MoreToRead? _wait;
    private volatile bool _isLate;

    public FetchOperation(RequestContext context)
    {
        _context = context;
        _request = context.Body<FetchRequest>();
        _response = context.NewResponse<FetchResponse>();
        _level = _request.IsolationLevel == ReadCommitted ? ReadLevel.Committed : ReadLevel.HighWatermark;
    }

    public void Begin()
    {
        if (_request.SessionId != 0)
        {
            _response.ErrorCode = ErrorCode.FetchSessionIdNotFound;
            _context.Respond(_response);
            return;
        }

        if (IsReplica)
        {
            _response.ErrorCode = ErrorCode.ClusterAuthorizationFailed;
            _context.Respond(_response);
            return;
        }

        AddTargets();
        if (_request.MaxWaitMs <= 0 || _targets.Count == 0)
            _isLate = true;
        else
            ArmDeadline();
        Go();
    }

    /// <summary>Brokers replicate by messages; nobody else may fetch as one (CVE-2018-1288).</summary>
    private bool IsReplica => _request.ReplicaId.Value >= 0 || _request.ReplicaState.ReplicaId.Value >= 0;

    private void AddTargets()
    {
        var image = _context.Doors.Metadata.Image;
        foreach (var topic in _request.Topics)
        {
            var isById = _context.Version >= FirstVersionWithTopicId;
            var known = isById ? image.Topics.Find(topic.TopicId) : image.Topics.Find(topic.Topic);
            var answered = _response.Responses.AddNew();
            (answered.Topic, answered.TopicId) = (topic.Topic, topic.TopicId);
            foreach (var partition in topic.Partitions)
            {
                var result = answered.Partitions.AddNew();
                result.PartitionIndex = partition.Partition;
                result.Records = RecordBytes.Empty;
                var error = FindTarget(known, isById, topic.Topic, partition, out var hosted);
                _targets.Add(new FetchTarget(partition, result, hosted, error));
            }
        }
    }

    private ErrorCode FindTarget(TopicImage? known, bool isById, string name, FetchPartition partition, out HostedPartition? hosted)
    {
        hosted = null;
        if (known is null && isById)
            return ErrorCode.UnknownTopicId;
        return _context.Allows(AclOperation.Read, ResourceType.Topic, known?.Name ?? name)
            ? PartitionLookup.Find(_context.Doors, known, partition.Partition, out hosted)
            : ErrorCode.TopicAuthorizationFailed;
    }

    /// <summary>Looks, and answers or waits. One thread at a time.</summary>
    private void Go()
    {
        while (!Look() && !_isLate)
        {
            if (TryWait())
                return;
        }

        Complete();
    }

    /// <summary>Leases what there is now.</summary>
    /// <returns>True when the client is to be answered: there is enough, or an error.</returns>
    private bool Look()
    {
        var left = _request.MaxBytes;
        var found = 0L;
        var hasError = false;
        foreach (var target in _targets)
        {
            target.Forget();
            // The first batch comes whole even when it is larger than all limits (KIP-74).
            var wanted = found == 0 ? Math.Max(1, Math.Min(target.Asked.PartitionMaxBytes, left)) : Math.Min(target.Asked.PartitionMaxBytes, left);
            if (!target.IsRefused)
                Look(target, wanted);
            if (target.Slice is { } slice)
            {
                found += slice.BytesMax;
                left = (int)Math.Max(0, left - (long)slice.BytesMax);
            }

            hasError |= target.Error != ErrorCode.None;
        }

        return hasError || found >= Math.Max(1, _request.MinBytes);
    }

    private void Look(FetchTarget target, int bytesMax)
    {
        for (var look = 0; look < LooksMax; look++)
        {
            var entry = target.Hosted!.Entry;
            target.Seen = entry;
            target.Error = PartitionLookup.Check(entry, target.Asked.CurrentLeaderEpoch);
            if (target.Error != ErrorCode.None)
                return;

            if (TryLease(target, entry, bytesMax))
                return;
        }

        target.Error = ErrorCode.KafkaStorageError;
    }

    /// <returns>False when the log moved on meanwhile, and the newer view is to be looked at.</returns>
    private bool TryLease(FetchTarget target, PartitionEntry entry, int bytesMax)
    {
        try
        {
            var end = entry.ReadableEnd(_level);
            var from = target.Asked.FetchOffset;
            var read = entry.View!.Read(from, end, Math.Max(bytesMax, 1));
            if (read.Status == ReadStatus.Superseded)
                return false;

            target.Error = read.Status == ReadStatus.OffsetOutOfRange ? ErrorCode.OffsetOutOfRange : ErrorCode.None;
            target.Slice = bytesMax > 0 ? read.Slice : null;
            if (bytesMax <= 0)
                read.Slice?.Dispose();
        }
        catch (CorruptBatchException)
        {
            target.Error = ErrorCode.CorruptMessage;
        }
        catch (LogDiskException)
        {
            target.Error = ErrorCode.KafkaStorageError;
        }

        return true;
    }

    /// <summary>Registers with every partition that may have more soon.</summary>
    /// <returns>False when one of them has more already, or the time is over.</returns>
    private bool TryWait()
    {
        var wait = new MoreToRead(this);
        lock (_gate)
        {
            if (_isLate)
                return false;
            _wait = wait;
        }

        foreach (var target in _targets)
        {
            if (target.Seen is not { } seen || target.Hosted!.TryWait(seen, wait, seen.ReadableEnd(_level), _level))
                continue;
            if (wait.TryGiveUp())
            {
                Leave(wait);
                return false;
            }

            return true;
        }

        return true;
    }

    private void ArmDeadline()
    {
        _deadline = _context.Doors.Clock.CreateTimer(
            _ => Expire(), null, TimeSpan.FromMilliseconds(_request.MaxWaitMs), Timeout.InfiniteTimeSpan);
        _context.OnClose(Expire);
    }

    /// <summary>The time is over, or the client is gone: answers with what there is.</summary>
    private void Expire()
    {
        MoreToRead? wait;
        lock (_gate)
        {
            _isLate = true;
            wait = _wait;
        }

        if (wait?.TryGiveUp() == true)
            Resume(wait);
    }

    private void Resume(MoreToRead wait) => _context.Doors.Executor.Execute(
        () =>
        {
            Leave(wait);
            Go();
        },
        _context.CloseOnFailure);

    private void Leave(DoorWait wait)
    {
        foreach (var target in _targets)
            target.Hosted?.Leave(wait);
    }

    private void Complete()
    {
        _deadline?.Dispose();
        foreach (var target in _targets)
            Fill(target);
        _context.Respond(_response);
    }

    private void Fill(FetchTarget target)
    {
        var result = target.Result;
        try
        {
            if (target.Slice is { } slice)
                result.Records = new RecordBytes(CopiedRecords.Of(slice));
            if (_level == ReadLevel.Committed && target is { Seen: { View: { } view } seen, Error: ErrorCode.None })
                AddAborted(result, view, target.Asked.FetchOffset, seen.ReadableEnd(_level));
        }
        catch (CorruptBatchException)
        {
            target.Error = ErrorCode.CorruptMessage;
        }
        catch (Exception exception) when (exception is LogDiskException or SupersededException)
        {
            target.Error = ErrorCode.KafkaStorageError;
        }
        finally
        {
            target.Slice?.Dispose();
            target.Slice = null;
        }

        result.ErrorCode = target.Error;
        target.Hosted?.Traffic.OnFetched(result.Records.Length, target.Error != ErrorCode.None);
        if (target.Seen?.View is { Bounds: var bounds })
            (result.HighWatermark, result.LastStableOffset, result.LogStartOffset) = (bounds.HighWatermark, bounds.LastStable, bounds.Start);
        else
            (result.HighWatermark, result.LastStableOffset, result.LogStartOffset) = (Offset.None, Offset.None, Offset.None);
    }

    private static void AddAborted(PartitionData result, ReadView view, Offset from, Offset upTo)
    {
        result.AbortedTransactions = new WireList<AbortedTransaction>();
        foreach (var aborted in view.AbortedTransactions(from, upTo))
            result.AbortedTransactions.Add(new AbortedTransaction { ProducerId = aborted.Producer, FirstOffset = aborted.FirstOffset });
    }

    private sealed class MoreToRead(FetchOperation fetch) : DoorWait
    {
        protected override void OnWoken() => fetch.Resume(this);
    }
}
