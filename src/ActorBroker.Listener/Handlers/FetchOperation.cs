using ActorBroker.Broker.Doors;
using ActorBroker.Listener.FetchSessions;
using ActorBroker.Listener.Sessions;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
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
    private const sbyte ReadCommitted = 1;
    private const int LooksMax = 3;

    private readonly RequestContext _context;
    private readonly FetchRequest _request;
    private readonly FetchResponse _response;
    private readonly ReadLevel _level;
    private readonly SessionFetch _session;
    private readonly List<FetchTarget> _targets = [];
    private readonly Lock _gate = new();
    private ITimer? _deadline;
    private MoreToRead? _wait;
    private volatile bool _isLate;

    public FetchOperation(RequestContext context, FetchSessionCache sessions)
    {
        _context = context;
        _request = context.Body<FetchRequest>();
        _response = context.NewResponse<FetchResponse>();
        _session = new SessionFetch(sessions, _request, context.Version, context.Client.Principal);
        _level = _request.IsolationLevel == ReadCommitted ? ReadLevel.Committed : ReadLevel.HighWatermark;
    }

    public void Begin()
    {
        var error = IsReplica ? ErrorCode.ClusterAuthorizationFailed : _session.Begin(AddTarget);
        if (error != ErrorCode.None)
        {
            _response.ErrorCode = error;
            _context.Respond(_response);
            return;
        }

        if (_request.MaxWaitMs <= 0 || _targets.Count == 0)
            _isLate = true;
        else
            ArmDeadline();
        Go();
    }

    /// <summary>Brokers replicate by messages; nobody else may fetch as one (CVE-2018-1288).</summary>
    private bool IsReplica => _request.ReplicaId.Value >= 0 || _request.ReplicaState.ReplicaId.Value >= 0;

    private void AddTarget(FetchKey key, FetchAsk asked)
    {
        var error = FindTarget(key, out var hosted);
        _targets.Add(new FetchTarget(key, asked, hosted, error));
    }

    private ErrorCode FindTarget(FetchKey key, out HostedPartition? hosted)
    {
        hosted = null;
        var topics = _context.Doors.Metadata.Image.Topics;
        var isById = _context.Version >= SessionFetch.FirstVersionById;
        var known = isById ? topics.Find(key.TopicId) : topics.Find(key.Topic);
        if (known is null && isById)
            return ErrorCode.UnknownTopicId;
        return _context.Allows(AclOperation.Read, ResourceType.Topic, known?.Name ?? key.Topic)
            ? PartitionLookup.Find(_context.Doors, known, key.Partition, out hosted)
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
            var wanted = found == 0 ? Math.Max(1, Math.Min(target.Asked.BytesMax, left)) : Math.Min(target.Asked.BytesMax, left);
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
            target.Error = PartitionLookup.Check(entry, target.Asked.LeaderEpoch);
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
            var from = target.Asked.Offset;
            var read = entry.View!.Read(from, end, Math.Max(bytesMax, 1));
            if (read.Status == ReadStatus.Superseded)
                return false;

            target.Error = read.Status == ReadStatus.OffsetOutOfRange ? ErrorCode.OffsetOutOfRange : ErrorCode.None;
            target.Slice = bytesMax > 0 ? read.Slice : null;
            if (bytesMax <= 0)
                read.Slice?.Dispose();
        }
        catch (CorruptBatchException damage)
        {
            target.Refuse(damage);
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
            target.Read(_level);
        _response.ErrorCode = _session.Finish(_targets, out var sessionId);
        _response.SessionId = sessionId;
        if (_response.ErrorCode == ErrorCode.None)
            Tell();
        else
            _targets.ForEach(target => target.Drop());
        _context.Respond(_response);
    }

    /// <summary>Writes what is to be told; partitions of one topic that come one after the other share its entry.</summary>
    private void Tell()
    {
        FetchTarget? last = null;
        FetchableTopicResponse topic = null!;
        foreach (var target in _targets)
        {
            if (!target.IsTold)
                continue;
            if (last is null || !last.Key.IsOfTopicOf(target.Key))
            {
                topic = _response.Responses.AddNew();
                (topic.Topic, topic.TopicId) = (target.Key.Topic, target.Key.TopicId);
            }

            target.WriteTo(topic.Partitions.AddNew());
            last = target;
        }
    }

    private sealed class MoreToRead(FetchOperation fetch) : DoorWait
    {
        protected override void OnWoken() => fetch.Resume(this);
    }
}
