using System.Text;
using ActorBroker.Model;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;
using ActorBroker.Simulation.Tests.Ledgers;

namespace ActorBroker.Simulation.Tests.Clients;

/// <summary>Makes up batches, all different, and turns them into what producers send.</summary>
internal sealed class BatchMaker(Random random, string producer, bool isIdempotent)
{
    private const int RecordsMax = 4;
    private const int UsualBytesMax = 120;
    private const int LargeBytesMax = 9_000;
    private const long FirstTimestamp = 1_767_225_600_000;

    private static readonly CompressionCodec[] Codecs = [CompressionCodec.None, CompressionCodec.None, CompressionCodec.Gzip, CompressionCodec.Lz4];

    private int _number;

    public SentBatch Make(PartitionLedger partition, TimeSpan now)
    {
        var number = _number++;
        var records = new SentRecord[random.Next(1, RecordsMax + 1)];
        for (var index = 0; index < records.Length; index++)
            records[index] = new SentRecord(FirstTimestamp + (long)now.TotalMilliseconds + index, Key(), Value(number, index));
        return new SentBatch(partition, producer, number, isIdempotent, records);
    }

    /// <param name="batch">The batch.</param>
    /// <param name="id">Whose; <see cref="ProducerId.None"/> for nobody's.</param>
    /// <param name="epoch">In which epoch.</param>
    /// <param name="sequence">Its first record's.</param>
    public byte[] Encode(SentBatch batch, ProducerId id, ProducerEpoch epoch, Sequence sequence)
    {
        var options = RecordBatchOptions.Default with
        {
            ProducerId = id,
            ProducerEpoch = epoch,
            BaseSequence = sequence,
            Codec = Codecs[random.Next(Codecs.Length)],
        };
        using var builder = new RecordBatchBuilder(options);
        foreach (var record in batch.Records)
            builder.TryAppend(record.Timestamp, record.Key, record.Value);
        return builder.ToArray();
    }

    private byte[]? Key() => random.Next(3) switch
    {
        0 => null,
        1 => [],
        _ => Encoding.ASCII.GetBytes($"key-{random.Next(5)}"),
    };

    private byte[] Value(int number, int index)
    {
        var name = SentBatch.NameOf(producer, number, index);
        var padding = new byte[random.Next(random.Next(40) == 0 ? LargeBytesMax : UsualBytesMax)];
        random.NextBytes(padding);
        return [.. name, .. padding];
    }
}
