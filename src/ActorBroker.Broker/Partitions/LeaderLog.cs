using ActorBroker.Broker.Doors;
using ActorBroker.Log;
using ActorBroker.Log.Disk;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Broker.Partitions;

/// <summary>What a leader does with appends: gathers them, judges each, writes all of them at once, and answers.</summary>
/// <remarks>Owned by the partition's actor. Allocates nothing per batch but what parks it.</remarks>
internal sealed class LeaderLog(PartitionLog log, TimeProvider clock, PartitionTraffic traffic)
{
    private const long NoTime = -1;
    private const int ChunksMin = 16;

    private readonly List<AppendRequest> _pending = [];
    private readonly List<AppendRequest> _accepted = [];
    private readonly ParkedAppends _parked = new();
    private LogChunk[] _chunks = [];
    private Offset _first;
    private long _time = NoTime;

    /// <summary>Takes a request for the next write.</summary>
    /// <returns>True for the first of them: a write has to be asked for.</returns>
    public bool Gather(AppendRequest request)
    {
        _pending.Add(request);
        return _pending.Count == 1;
    }

    /// <summary>True while requests wait for a write.</summary>
    public bool HasGathered => _pending.Count > 0;

    /// <summary>
    /// Appends what was gathered, up to a batch that can only be judged once those before it are in the log. What must not be appended is answered
    /// here, the rest by <see cref="AnswerAppended"/>.
    /// </summary>
    /// <param name="settings">The topic's, as they are now.</param>
    /// <param name="epoch">The leader's.</param>
    /// <param name="errorForAll">What requests with acks=all are refused with; <see cref="ErrorCode.None"/> when they are taken.</param>
    /// <returns>False when nothing was appended.</returns>
    /// <exception cref="LogDiskException">The write failed; <see cref="RefuseAll"/> answers what was to be written.</exception>
    public bool Write(TopicSettings settings, LeaderEpoch epoch, ErrorCode errorForAll)
    {
        _time = settings.Validation.TimestampType == TimestampType.LogAppendTime ? clock.GetUtcNow().ToUnixTimeMilliseconds() : NoTime;
        var judged = 0;
        for (; judged < _pending.Count; judged++)
        {
            var request = _pending[judged];
            if (request.Acks == Acks.All && errorForAll != ErrorCode.None)
                Refuse(request, errorForAll);
            else if (!TryJudge(request))
                break;
        }

        _pending.RemoveRange(0, judged);
        if (_accepted.Count == 0)
            return false;

        _first = log.AppendAsLeader(_chunks.AsSpan(0, _accepted.Count), epoch);
        return true;
    }

    /// <summary>Answers what was written, at once or when it is committed. The caller has published the log before.</summary>
    public void AnswerAppended()
    {
        var next = _first;
        var bytes = 0L;
        foreach (var request in _accepted)
        {
            request.MarkWritten();
            bytes += request.Batch.Length;
            var answer = new AppendAnswer(ErrorCode.None, next, _time, log.State.LogStart);
            next += request.Validation.RecordCount;
            Answer(request, next, answer);
        }

        traffic.OnAppended(bytes, next.Value - _first.Value);
        Array.Clear(_chunks, 0, _accepted.Count);
        _accepted.Clear();
    }

    /// <summary>Answers those that are committed now. The caller has published the high watermark before.</summary>
    public void OnHighWatermark(Offset highWatermark) => _parked.Release(highWatermark);

    /// <summary>Answers what was gathered and is not to be written.</summary>
    public void RefuseGathered(ErrorCode error)
    {
        foreach (var request in _pending)
            Refuse(request, error);
        _pending.Clear();
    }

    /// <summary>Answers all whose records are written but not committed: nobody knows what becomes of them.</summary>
    public void RefuseParked(ErrorCode error) => _parked.Refuse(error);

    /// <summary>Answers all that wait: this replica no longer leads, or its disk failed.</summary>
    public void RefuseAll(ErrorCode error)
    {
        RefuseGathered(error);
        foreach (var request in _accepted)
            Refuse(request, error);
        _accepted.Clear();
        RefuseParked(error);
    }

    /// <summary>Asks what is known of the producer. A batch that the log has already is answered as it was then (KIP-98).</summary>
    /// <returns>False when the batch may repeat one that was accepted a moment ago, and so has no offset yet.</returns>
    private bool TryJudge(AppendRequest request)
    {
        var check = log.Producers.Check(RecordBatch.OpenHeader(request.Batch.Span));
        if (check.IsAccepted)
            Accept(request);
        else if (check.IsDuplicate)
            Answer(request, check.LastOffset + 1, new AppendAnswer(ErrorCode.None, check.BaseOffset, -1, log.State.LogStart));
        else if (check.Error == ErrorCode.OutOfOrderSequenceNumber && _accepted.Count > 0)
            return false;
        else
            Refuse(request, check.Error);
        return true;
    }

    private void Accept(AppendRequest request)
    {
        if (_time != NoTime)
            RecordBatchPatch.SetLogAppendTime(request.Batch.Span, _time);
        else if (request.Validation.IsMaxTimestampWrong)
            RecordBatchPatch.SetMaxTimestamp(request.Batch.Span, request.Validation.MaxTimestamp);

        if (_accepted.Count == _chunks.Length)
            Array.Resize(ref _chunks, Math.Max(ChunksMin, 2 * _chunks.Length));
        _chunks[_accepted.Count] = new LogChunk(request.Batch, request.Lease);
        _accepted.Add(request);
    }

    private void Answer(AppendRequest request, Offset upTo, in AppendAnswer answer)
    {
        if (request.Acks == Acks.All && upTo > log.View.Bounds.HighWatermark)
            _parked.Park(request, upTo, answer);
        else
            request.Receiver.OnAppended(request.Tag, answer);
    }

    private static void Refuse(AppendRequest request, ErrorCode error) =>
        request.Receiver.OnAppended(request.Tag, AppendAnswer.Refused(error));
}
