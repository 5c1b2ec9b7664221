using System.Text;
using ActorBroker.Log.Disk;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Simulation.Tests.Worlds;

namespace ActorBroker.Simulation.Tests.Ledgers;

/// <summary>What everybody was promised, of all partitions.</summary>
internal sealed class Ledger
{
    private const int InflatedBytesMax = 1 << 20;

    private readonly Dictionary<string, SentBatch> _batches = [];
    private readonly Dictionary<long, string> _producerIds = [];
    private readonly List<PartitionLedger> _partitions = [];

    public IReadOnlyList<PartitionLedger> Partitions => _partitions;

    /// <summary>How many batches were acknowledged with acks=all.</summary>
    public int AcknowledgedCount => _batches.Values.Count(batch => batch.AcknowledgedAt is not null);

    public PartitionLedger Open(string topic, int index)
    {
        var partition = new PartitionLedger(topic, index);
        _partitions.Add(partition);
        return partition;
    }

    public void Add(SentBatch batch) => _batches.Add(batch.Name, batch);

    /// <summary>A producer was given an id, which nobody else may have.</summary>
    public void AddProducerId(long id, string producer)
    {
        if (!_producerIds.TryAdd(id, producer))
            throw new Violation($"{producer} was given the id {id}, which {_producerIds[id]} has");
    }

    public void Crash(DiskCrash crash) => _partitions.ForEach(partition => partition.Crash(crash));

    /// <summary>Takes up what a fetch brought, which begins at or before the offset that was asked for.</summary>
    /// <param name="partition">Where it was read.</param>
    /// <param name="bytes">Whole batches.</param>
    /// <param name="position">The offset asked for.</param>
    /// <param name="found">Told of each record.</param>
    /// <returns>The next offset to ask for.</returns>
    public long Read(PartitionLedger partition, ReadOnlyMemory<byte> bytes, long position, Action<long, SentBatch, int>? found = null)
    {
        while (RecordBatch.TryOpen(bytes.Span, out var batch))
        {
            if (Crc32C.Compute(batch.Bytes[RecordBatchFormat.AttributesPosition..]) != batch.Crc)
                throw new Violation($"{partition.Name}: the batch at offset {batch.BaseOffset.Value} does not agree with its checksum");
            if (batch.BaseOffset.Value > position || batch.NextOffset.Value <= position)
                throw new Violation($"{partition.Name}: offset {position} was asked for, and a batch of {batch.BaseOffset.Value} to {batch.LastOffset.Value} came");

            using var records = BatchRecords.Open(bytes[..batch.Bytes.Length], InflatedBytesMax);
            var expected = batch.BaseOffset.Value;
            foreach (var record in records)
            {
                if (record.Offset.Value != expected++)
                    throw new Violation($"{partition.Name}: offset {expected - 1} is missing in its batch");
                Read(partition, record, found);
            }

            position = batch.NextOffset.Value;
            bytes = bytes[batch.Bytes.Length..];
        }

        return position;
    }

    private void Read(PartitionLedger partition, RecordView record, Action<long, SentBatch, int>? found)
    {
        var (batch, index) = Recognise(partition, record);
        var sent = batch.Records[index];
        var isSame = record.Timestamp == sent.Timestamp && record.Headers.Count == 0 && record.Value.Span.SequenceEqual(sent.Value)
            && record.Key.IsNull == sent.Key is null && record.Key.Span.SequenceEqual(sent.Key);
        if (!isSame)
            throw new Violation($"{partition.Name}: the record at offset {record.Offset.Value} is not what {batch} had as record {index}");
        partition.Read(record.Offset.Value, batch, index);
        found?.Invoke(record.Offset.Value, batch, index);
    }

    private (SentBatch Batch, int Index) Recognise(PartitionLedger partition, RecordView record)
    {
        var value = record.Value.Span;
        var length = value.IndexOf((byte)SentBatch.NameEnd);
        var name = length < 0 ? "" : Encoding.ASCII.GetString(value[..length]);
        var slash = name.LastIndexOf('/');
        if (slash > 0 && _batches.TryGetValue(name[..slash], out var batch) && int.TryParse(name[(slash + 1)..], out var index) && index < batch.Records.Count)
            return (batch, index);
        throw new Violation($"{partition.Name}: the record at offset {record.Offset.Value} was made by nobody");
    }
}
