using System.Threading.Channels;
using ActorBroker.Model;
using ActorBroker.Server.Remote;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Producing;

/// <summary>
/// Sends the batches of one partition in their order, several at a time. After an error that may pass, all that were under way are sent again in the same
/// order: of an idempotent producer the broker keeps each once.
/// </summary>
/// <remarks>One caller adds; the sending runs beside it. Without idempotence one batch at a time is under way, so that the order holds.</remarks>
internal sealed class PartitionSender
{
    private const int WindowMax = 5;

    // The last one that names topics; later ones say their ids.
    private const short VersionMax = 12;

    private readonly ClusterClient _cluster;
    private readonly TopicPartition _partition;
    private readonly ProducerOptions _options;
    private readonly Action<DeliveredBatch> _delivered;
    private readonly Channel<OutgoingBatch> _batches = Channel.CreateBounded<OutgoingBatch>(1);
    private readonly Queue<InFlight> _window = new();
    private readonly Task _sending;
    private BrokerId _leader;

    /// <summary>Begins; nothing is sent before a batch is added.</summary>
    public PartitionSender(ClusterClient cluster, TopicPartition partition, BrokerId leader, ProducerOptions options, Action<DeliveredBatch> delivered)
    {
        (_cluster, _partition, _leader, _options, _delivered) = (cluster, partition, leader, options, delivered);
        _sending = SendAllAsync();
    }

    /// <summary>Takes a batch, which it disposes; waits while enough are under way.</summary>
    /// <exception cref="RemoteException">The partition cannot be written to; nothing more is.</exception>
    public async ValueTask AddAsync(OutgoingBatch batch)
    {
        while (!_batches.Writer.TryWrite(batch))
        {
            if (await _batches.Writer.WaitToWriteAsync())
                continue;

            batch.Dispose();
            await _sending;
            Invariant.Holds(false, "nothing is added to a sender that was completed");
        }
    }

    /// <summary>Ends once all batches are delivered.</summary>
    /// <exception cref="RemoteException">As for adding one.</exception>
    public Task CompleteAsync()
    {
        _batches.Writer.TryComplete();
        return _sending;
    }

    private async Task SendAllAsync()
    {
        var windowMax = _options.IsIdempotent ? WindowMax : 1;
        var more = _batches.Reader.WaitToReadAsync().AsTask();
        try
        {
            while (_window.Count > 0 || await more)
            {
                while (_window.Count < windowMax && _batches.Reader.TryRead(out var batch))
                    _window.Enqueue(new InFlight(batch, _cluster.Options.Time.GetTimestamp()) { Answer = SendAsync(batch) });
                if (more.IsCompleted && await more)
                    more = _batches.Reader.WaitToReadAsync().AsTask();
                if (!_window.TryPeek(out var oldest))
                    continue;

                var mayTakeMore = _window.Count < windowMax && !(more.IsCompleted && !await more);
                await Task.WhenAny(oldest.Answer, mayTakeMore ? more : oldest.Answer);
                if (oldest.Answer.IsCompleted)
                    await TakeAnswerAsync(oldest);
            }
        }
        finally
        {
            _batches.Writer.TryComplete();
            await SettleAsync();
            foreach (var left in _window)
                left.Batch.Dispose();
            while (_batches.Reader.TryRead(out var left))
                left.Dispose();
        }
    }

    /// <summary>Ends when nothing is under way: until then the batches' bytes may be read.</summary>
    private async Task SettleAsync()
    {
        foreach (var waiting in _window)
            await Task.WhenAny(waiting.Answer);
    }

    private async Task TakeAnswerAsync(InFlight oldest)
    {
        try
        {
            var offset = await oldest.Answer;
            _delivered(new DeliveredBatch(_partition, offset, oldest.Batch.Stamps, oldest.Batch.Bytes.Length));
            _window.Dequeue().Batch.Dispose();
        }
        catch (RemoteException exception) when (IsRetriable(exception) && _cluster.Options.Time.GetElapsedTime(oldest.Since) < _cluster.Options.Timeout)
        {
            await SendAgainAsync();
        }
    }

    /// <summary>A broker that took a batch and did not say so is asked again, which is only harmless where it keeps each batch once.</summary>
    private bool IsRetriable(RemoteException exception) =>
        exception.IsRetriable && (_options.IsIdempotent || exception is BrokerErrorException { Code: ErrorCode.NotLeaderOrFollower or ErrorCode.LeaderNotAvailable });

    private async Task SendAgainAsync()
    {
        await SettleAsync();
        var topic = await _cluster.RetryAsync(() => new TopicDirectory(_cluster).FindAsync(_partition.Topic));
        _leader = topic.Partitions.First(partition => partition.PartitionIndex.Value == _partition.Partition).LeaderId;
        await _cluster.PauseAsync(TimeSpan.FromMilliseconds(100));
        foreach (var waiting in _window)
            waiting.Answer = SendAsync(waiting.Batch);
    }

    /// <summary>Gives the first record's offset; -1 where the broker does not tell.</summary>
    private async Task<long> SendAsync(OutgoingBatch batch)
    {
        BrokerErrorException.ThrowIf(_leader.Value < 0 ? ErrorCode.LeaderNotAvailable : ErrorCode.None, $"partition {_partition}");
        var connection = await _cluster.BrokerAsync(_leader);
        var request = new ProduceRequest { Acks = _options.Acks, TimeoutMs = (int)_cluster.Options.Timeout.TotalMilliseconds };
        var topic = request.TopicData.AddNew();
        topic.Name = _partition.Topic;
        topic.PartitionData.Add(new ProduceRequest.PartitionProduceData { Index = new PartitionIndex(_partition.Partition), Records = new RecordBytes(batch.Bytes) });
        if (_options.Acks == 0)
        {
            await connection.SendWithoutReplyAsync(request, VersionMax);
            return -1;
        }

        using var reply = await connection.SendAsync(request, versionMax: VersionMax);
        var answer = ((ProduceResponse)reply.Response).Responses[0].PartitionResponses[0];
        if (answer.ErrorCode != ErrorCode.DuplicateSequenceNumber)
            BrokerErrorException.ThrowIf(answer.ErrorCode, $"partition {_partition}", answer.ErrorMessage);
        return answer.BaseOffset.Value;
    }

    private sealed class InFlight(OutgoingBatch batch, long since)
    {
        public OutgoingBatch Batch => batch;

        public long Since => since;

        public required Task<long> Answer { get; set; }
    }
}
