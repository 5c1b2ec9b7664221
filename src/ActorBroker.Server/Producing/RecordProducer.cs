using System.Security.Cryptography;
using ActorBroker.Model;
using ActorBroker.Model.Partitioning;
using ActorBroker.Model.Records;
using ActorBroker.Server.Remote;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Producing;

/// <summary>
/// Writes records to a topic in batches. A record with a key goes where Java's clients put it (murmur2 of the key), one without to the partition whose batch
/// is being filled; another one's turn comes with each batch.
/// </summary>
/// <remarks>One caller at a time. Memory: per partition at most seven batches.</remarks>
internal sealed class RecordProducer
{
    private static readonly TimeSpan CreationTimeMax = TimeSpan.FromSeconds(3);

    private readonly string _topic;
    private readonly ProducerOptions _options;
    private readonly ProducerId _id;
    private readonly ProducerEpoch _epoch;
    private readonly PartitionSender[] _senders;
    private readonly OutgoingBatch?[] _open;
    private readonly Sequence[] _sequences;
    private int _sticky;

    private RecordProducer(
        ClusterClient cluster,
        MetadataResponse.MetadataResponseTopic topic,
        ProducerOptions options,
        (ProducerId Id, ProducerEpoch Epoch) producer,
        Action<DeliveredBatch> delivered)
    {
        (_topic, _options, (_id, _epoch)) = (topic.Name!, options, producer);
        _senders = [.. topic.Partitions.OrderBy(partition => partition.PartitionIndex.Value).Select(partition =>
            new PartitionSender(cluster, new TopicPartition(_topic, partition.PartitionIndex.Value), partition.LeaderId, options, delivered))];
        _open = new OutgoingBatch?[_senders.Length];
        _sequences = new Sequence[_senders.Length];
        _sticky = RandomNumberGenerator.GetInt32(_senders.Length);
    }

    /// <summary>How many partitions the topic has.</summary>
    public int PartitionCount => _senders.Length;

    /// <summary>Finds the topic, which the broker may create, and takes a producer's id where that is needed.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="topic">The topic's name.</param>
    /// <param name="options">How it writes.</param>
    /// <param name="delivered">Called for each batch that was acknowledged; of one partition in order, of several side by side.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="RemoteException">There is no such topic, or it cannot be written to.</exception>
    public static async Task<RecordProducer> OpenAsync(
        ClusterClient cluster, string topic, ProducerOptions options, Action<DeliveredBatch> delivered, CancellationToken cancellation)
    {
        var found = await FindOrCreateAsync(cluster, topic, cancellation);
        var producer = (ProducerId.None, ProducerEpoch.None);
        if (options.IsIdempotent)
        {
            var request = new InitProducerIdRequest { TransactionalId = null, TransactionTimeoutMs = int.MaxValue };
            var response = await cluster.RetryAsync(
                async () => await ClusterClient.AskAsync<InitProducerIdResponse>(
                    await cluster.AnyAsync(cancellation), request, answer => BrokerErrorException.ThrowIf(answer.ErrorCode, "producer id"), cancellation: cancellation),
                cancellation);
            producer = (response.ProducerId, response.ProducerEpoch);
        }

        return new RecordProducer(cluster, found, options, producer, delivered);
    }

    /// <summary>Takes a record; waits while its partition has enough under way.</summary>
    /// <exception cref="RemoteException">A partition cannot be written to; nothing more is.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The topic has no such partition.</exception>
    public async ValueTask AppendAsync(OutgoingRecord record)
    {
        var partition = PartitionOf(record);
        if (_open[partition] is { } open)
        {
            if (open.TryAppend(record))
                return;

            await SealAsync(partition);
            if (record is { Partition: null, Key: null })
                partition = _sticky = (_sticky + 1) % _senders.Length;
        }

        if (_open[partition] is { } next && next.TryAppend(record))
            return;
        await SealAsync(partition);
        var batch = _open[partition] = NewBatch(partition, _options.BatchBytesMax);
        if (batch.TryAppend(record))
            return;

        batch.Dispose();
        batch = _open[partition] = NewBatch(partition, int.MaxValue);
        if (!batch.TryAppend(record))
            throw new BrokerErrorException(ErrorCode.MessageTooLarge, $"partition {_topic}-{partition}");
    }

    /// <summary>Lets go what was taken so far, however little it is.</summary>
    /// <exception cref="RemoteException">As for a record.</exception>
    public async ValueTask FlushAsync()
    {
        for (var partition = 0; partition < _open.Length; partition++)
            await SealAsync(partition);
    }

    /// <summary>Ends once all records are delivered; nothing is taken afterwards.</summary>
    /// <exception cref="RemoteException">As for a record.</exception>
    public async Task CompleteAsync()
    {
        await FlushAsync();
        await Task.WhenAll(_senders.Select(sender => sender.CompleteAsync()));
    }

    private static async Task<MetadataResponse.MetadataResponseTopic> FindOrCreateAsync(ClusterClient cluster, string topic, CancellationToken cancellation)
    {
        var since = cluster.Options.Time.GetTimestamp();
        while (true)
        {
            var found = (await cluster.RetryAsync(() => cluster.MetadataAsync([topic], mayCreate: true, cancellation), cancellation)).Topics[0];
            if (found.ErrorCode == ErrorCode.None && found.Partitions.All(partition => partition.LeaderId.Value >= 0))
                return found;
            if (cluster.Options.Time.GetElapsedTime(since) > CreationTimeMax || !found.ErrorCode.IsRetriable())
                return await new TopicDirectory(cluster).FindAsync(topic, cancellation);
            await cluster.PauseAsync(TimeSpan.FromMilliseconds(50), cancellation);
        }
    }

    private int PartitionOf(in OutgoingRecord record)
    {
        if (record.Partition is { } partition)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(partition);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, _senders.Length);
            return partition;
        }

        return record.Key is { } key ? Murmur2.Partition(key.Span, _senders.Length).Value : _sticky;
    }

    private OutgoingBatch NewBatch(int partition, int bytesMax) => new(new RecordBatchOptions
    {
        BytesMax = bytesMax,
        Codec = _options.Codec,
        ProducerId = _id,
        ProducerEpoch = _epoch,
        BaseSequence = _options.IsIdempotent ? _sequences[partition] : Sequence.None,
    });

    private async ValueTask SealAsync(int partition)
    {
        if (_open[partition] is not { } batch)
            return;

        _open[partition] = null;
        _sequences[partition] = _options.IsIdempotent ? batch.NextSequence : default;
        await _senders[partition].AddAsync(batch);
    }
}
