using System.Runtime.InteropServices;
using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using Akka.Actor;
using static ActorBroker.Wire.Messages.ProduceRequest;
using static ActorBroker.Wire.Messages.ProduceResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>One Produce request under way: its batches are judged, sent to their partitions, and answered together.</summary>
/// <remarks>
/// Batches are judged on the connection's thread, so that many connections are judged side by side and a partition only appends. The bytes stay
/// in the frame, which the request holds until the last partition has answered, or the time is over and all of them have written: an answer that
/// comes later is nobody's.
/// </remarks>
internal sealed class ProduceOperation : IAppendReceiver
{
    private const short FirstVersionWithZstd = 7;
    private const short FirstVersionWithTopicId = 13;

    /// <summary>How soon to look again when the time is over while a partition has not written yet, and so still needs the request's bytes.</summary>
    private static readonly TimeSpan ExpiryRetry = TimeSpan.FromMilliseconds(50);

    private readonly RequestContext _context;
    private readonly ProduceRequest _request;
    private readonly ProduceResponse _response;
    private readonly Acks _acks;
    private readonly FrameShare? _share;
    private readonly Lock _gate = new();
    private readonly (AppendRequest? Waiting, PartitionProduceResponse Result, PartitionTraffic Traffic)[] _sent;
    private int _sentCount;
    private int _left = 1;
    private bool _hasFailed;
    private bool _isAnswered;
    private ITimer? _deadline;

    public ProduceOperation(RequestContext context)
    {
        _context = context;
        _request = context.Body<ProduceRequest>();
        _response = context.WantsResponse ? context.NewResponse<ProduceResponse>() : new ProduceResponse();
        _acks = (Acks)_request.Acks;
        _share = FrameShare.Of(context.Frame, context.Doors.TailMemory);
        _sent = new (AppendRequest?, PartitionProduceResponse, PartitionTraffic)[_request.TopicData.Sum(topic => topic.PartitionData.Count)];
    }

    /// <summary>Sends all batches off.</summary>
    public void Begin()
    {
        var now = _context.Doors.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var image = _context.Doors.Metadata.Image;
        foreach (var topic in _request.TopicData)
        {
            var answered = _response.Responses.AddNew();
            (answered.Name, answered.TopicId) = (topic.Name, topic.TopicId);
            var known = _context.Version < FirstVersionWithTopicId ? image.Topics.Find(topic.Name) : image.Topics.Find(topic.TopicId);
            foreach (var partition in topic.PartitionData)
            {
                var result = answered.PartitionResponses.AddNew();
                result.Index = partition.Index;
                result.BaseOffset = Offset.None;
                var error = Send(known, topic, partition, result, now);
                if (error != ErrorCode.None)
                    Refuse(result, error);
            }
        }

        if (_acks == Acks.All)
            _deadline = _context.Doors.Clock.CreateTimer(_ => Expire(), null, TimeSpan.FromMilliseconds(Math.Max(_request.TimeoutMs, 1)), Timeout.InfiniteTimeSpan);
        EndOne();
    }

    /// <inheritdoc/>
    public void OnAppended(int tag, in AppendAnswer answer)
    {
        lock (_gate)
        {
            if (_isAnswered)
                return;

            var result = _sent[tag].Result;
            _sent[tag].Waiting = null;
            (result.ErrorCode, result.BaseOffset) = (answer.Error, answer.BaseOffset);
            (result.LogAppendTimeMs, result.LogStartOffset) = (answer.LogAppendTime, answer.LogStart);
            if (answer.Error != ErrorCode.None)
            {
                _hasFailed = true;
                _sent[tag].Traffic.OnProduceFailed();
            }
        }

        EndOne();
    }

    private ErrorCode Send(TopicImage? known, TopicProduceData topic, PartitionProduceData partition, PartitionProduceResponse result, long now)
    {
        if (_request.Acks is not (-1 or 0 or 1))
            return ErrorCode.InvalidRequiredAcks;
        if (!_context.Allows(AclOperation.Write, ResourceType.Topic, known?.Name ?? topic.Name))
            return ErrorCode.TopicAuthorizationFailed;
        if (known is not null && TopicNameRules.IsInternal(known.Name))
            return ErrorCode.InvalidTopicException;

        var error = PartitionLookup.Find(_context.Doors, known, partition.Index, out var hosted);
        if (error != ErrorCode.None)
            return known is null && _context.Version >= FirstVersionWithTopicId ? ErrorCode.UnknownTopicId : error;

        hosted!.Traffic.OnProduce();
        error = Append(hosted, partition, result, now);
        if (error != ErrorCode.None)
            hosted.Traffic.OnProduceFailed();
        return error;
    }

    private ErrorCode Append(HostedPartition hosted, PartitionProduceData partition, PartitionProduceResponse result, long now)
    {
        var entry = hosted.Entry;
        var error = entry.Status.ErrorForLeader();
        if (error != ErrorCode.None)
            return error;

        var batch = partition.Records.Memory;
        var rules = _context.Version < FirstVersionWithZstd ? entry.Settings.ValidationWithoutZstd : entry.Settings.Validation;
        var validation = RecordBatchValidator.Validate(batch, rules, now);
        if (!validation.IsValid)
        {
            result.ErrorMessage = validation.Fault.Message;
            return validation.ErrorCode;
        }

        var stored = MemoryMarshal.AsMemory(batch);
        var lease = hosted.ExpectsReader() ? _share : null;
        if (entry.Settings.Codec is { } codec && codec != RecordBatch.OpenHeader(batch.Span).Codec)
        {
            error = Recompression.Pack(batch, codec, rules.BatchBytesMax, out stored);
            if (error != ErrorCode.None)
                return error;
            lease = null;
        }

        var append = new AppendRequest { Batch = stored, Lease = lease, Validation = validation, Acks = _acks, Receiver = this, Tag = _sentCount };
        lock (_gate)
        {
            _left++;
            _sent[_sentCount++] = (append, result, hosted.Traffic);
        }

        hosted.Actor.Tell(append, ActorRefs.NoSender);
        return ErrorCode.None;
    }

    private void Refuse(PartitionProduceResponse result, ErrorCode error)
    {
        result.ErrorCode = error;
        lock (_gate)
            _hasFailed = true;
    }

    private void EndOne()
    {
        lock (_gate)
        {
            if (_isAnswered || --_left > 0)
                return;

            _isAnswered = true;
        }

        _deadline?.Dispose();
        if (_context.WantsResponse)
            _context.Respond(_response);
        else
            _context.End(_hasFailed);
    }

    /// <summary>The client waits no longer (Produce, field TimeoutMs): what is written but not committed may still be.</summary>
    private void Expire()
    {
        lock (_gate)
        {
            if (_isAnswered)
                return;

            if (_sent.Any(sent => sent.Waiting is { IsWritten: false }))
            {
                _deadline!.Change(ExpiryRetry, Timeout.InfiniteTimeSpan);
                return;
            }

            foreach (var (waiting, result, traffic) in _sent)
            {
                if (waiting is null)
                    continue;

                result.ErrorCode = ErrorCode.RequestTimedOut;
                traffic.OnProduceFailed();
            }

            _isAnswered = true;
        }

        _deadline!.Dispose();
        _context.Respond(_response);
    }
}
