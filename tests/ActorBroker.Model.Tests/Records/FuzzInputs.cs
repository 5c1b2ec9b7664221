using System.Buffers.Binary;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

/// <summary>Hostile batches out of a seed: noise, damaged batches, and batches whose every field may lie, most with a right checksum.</summary>
internal sealed class FuzzInputs(Random random)
{
    private static readonly long[] Edges =
        [0, 1, -1, -2, 2, 5, 127, 128, -128, 255, short.MaxValue, short.MinValue, int.MaxValue, int.MinValue, 1L << 32, long.MaxValue, long.MinValue, RawBatch.Now];

    private readonly RandomBatches _batches = new(random);

    public byte[] Next() => random.Next(10) switch
    {
        0 => NextNoise(random.Next(200)),
        < 6 => Damage(_batches.Next(NextCodec(), recordsMax: 8, valueBytesMax: 300).Bytes),
        6 => _batches.Next(NextCodec(), recordsMax: 3, valueBytesMax: 60_000).Bytes,
        _ => NextLie(),
    };

    public RecordValidationOptions NextOptions() => new()
    {
        Origin = (RecordBatchOrigin)random.Next(3),
        InflatedBytesMax = random.Next(4) == 0 ? random.Next(2_000) : 1 << 20,
        TimestampType = (TimestampType)random.Next(2),
        TimestampBeforeMaxMs = random.Next(2) == 0 ? long.MaxValue : 1_000_000,
        IsKeyRequired = random.Next(4) == 0,
        IsTransactionalAllowed = random.Next(4) > 0,
    };

    private CompressionCodec NextCodec() => Codecs.All[random.Next(Codecs.All.Count)];

    private byte[] NextNoise(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        if (length > RecordBatchFormat.HeaderBytes && random.Next(4) > 0)
            bytes = Repair(bytes);
        return bytes;
    }

    private byte[] Damage(byte[] batch)
    {
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(3) == 0 ? random.Next(batch.Length) : random.Next(Math.Min(batch.Length, RecordBatchFormat.HeaderBytes + 30));
            batch = random.Next(5) switch
            {
                0 => [.. batch[..at], (byte)random.Next(256), .. batch[at..]],
                1 => [.. batch[..at], .. batch[Math.Min(at + random.Next(1, 9), batch.Length)..]],
                2 => batch[..at],
                _ => [.. batch[..at], (byte)(batch[at] ^ (1 << random.Next(8))), .. batch[(at + 1)..]],
            };
            if (batch.Length == 0)
                return batch;
        }

        return batch.Length >= RecordBatchFormat.HeaderBytes && random.Next(8) > 0 ? Repair(batch) : batch;
    }

    private byte[] NextLie()
    {
        var records = Enumerable.Range(0, random.Next(4)).Select(i => new RawRecord
        {
            Length = OrEdge(null),
            Attributes = (byte)OrEdge(0)!.Value,
            TimestampDelta = OrEdge(0)!.Value,
            OffsetDelta = OrEdge(i)!.Value,
            KeyLength = OrEdge(null),
            Value = NextNoise(random.Next(60)),
            ValueLength = OrEdge(null),
            HeaderCount = OrEdge(null),
            Headers = random.Next(3) == 0 ? NextNoise(random.Next(10)) : [],
        });
        return new RawBatch
        {
            BaseOffset = OrEdge(0)!.Value,
            Attributes = (int)OrEdge(0)!.Value,
            LastOffsetDelta = (int?)OrEdge(null),
            BaseTimestamp = OrEdge(RawBatch.Now)!.Value,
            MaxTimestamp = OrEdge(RawBatch.Now)!.Value,
            ProducerId = OrEdge(-1)!.Value,
            ProducerEpoch = (short)OrEdge(-1)!.Value,
            BaseSequence = (int)OrEdge(-1)!.Value,
            RecordCount = (int?)OrEdge(null),
            Records = [.. records],
            Rest = random.Next(4) == 0 ? NextNoise(random.Next(20)) : [],
            Codec = NextCodec(),
        }.ToBytes();
    }

    /// <summary>Mostly what is right, now and then a number that is not.</summary>
    private long? OrEdge(long? right) =>
        random.Next(12) > 0 ? right : random.Next(2) == 0 ? Edges[random.Next(Edges.Length)] : random.Next(-70, 70);

    /// <summary>Makes length, magic and checksum right, so that the damage is looked at.</summary>
    private static byte[] Repair(byte[] batch)
    {
        BinaryPrimitives.WriteInt32BigEndian(
            batch.AsSpan(RecordBatchFormat.LengthPosition), batch.Length - RecordBatchFormat.LengthOverhead);
        batch[RecordBatchFormat.MagicPosition] = RecordBatchFormat.Magic;
        RecordBatchPatch.WriteCrc(batch);
        return batch;
    }
}
