using ActorBroker.Model.Compression;

namespace ActorBroker.Log.Tests.Compaction;

/// <summary>Makes random batches: few keys written again and again, tombstones, transactions that end either way or stay open, all codecs.</summary>
internal sealed class CompactionTraffic(Random random)
{
    private const int Producers = 4;

    private readonly (short Epoch, int Next, bool IsOpen)[] _producers = new (short, int, bool)[Producers];
    private long _clock = 1_000_000;

    /// <summary>One batch, data or marker.</summary>
    public byte[] Next()
    {
        _clock += random.Next(-500, 2_000);
        var producer = random.Next(Producers * 2);
        if (producer >= Producers)
            return Data().ToArray();

        ref var state = ref _producers[producer];
        return state.IsOpen && random.Next(3) == 0 ? Marker(producer, ref state) : Data(producer, ref state);
    }

    /// <summary>Ends all open transactions.</summary>
    public IEnumerable<byte[]> EndTransactions()
    {
        for (var producer = 0; producer < Producers; producer++)
        {
            if (_producers[producer].IsOpen)
                yield return Marker(producer, ref _producers[producer]);
        }
    }

    private byte[] Marker(int producer, ref (short Epoch, int Next, bool IsOpen) state)
    {
        var raisesEpoch = random.Next(3) == 0;
        state = ((short)(state.Epoch + (raisesEpoch ? 1 : 0)), raisesEpoch ? 0 : state.Next, false);
        return KeyedBatch.Marker(producer, state.Epoch, isCommit: random.Next(2) == 0, _clock);
    }

    private byte[] Data(int producer, ref (short Epoch, int Next, bool IsOpen) state)
    {
        var batch = Data() with
        {
            Producer = producer,
            Epoch = state.Epoch,
            Sequence = state.Next,
            IsTransactional = state.IsOpen || random.Next(2) == 0,
        };
        state = (state.Epoch, state.Next + batch.Records.Length, batch.IsTransactional);
        return batch.ToArray();
    }

    private KeyedBatch Data()
    {
        var records = new (string? Key, string? Value)[random.Next(1, 6)];
        for (var index = 0; index < records.Length; index++)
        {
            var key = random.Next(30) == 0 ? null : $"key-{random.Next(12)}";
            records[index] = (key, random.Next(4) == 0 ? null : $"value-{random.Next()}".PadRight(random.Next(60), '.'));
        }

        return new KeyedBatch(records)
        {
            Codec = (CompressionCodec)random.Next(5),
            Timestamp = Math.Max(0, _clock + random.Next(-3_000, 3_000)),
            LogAppendTimestamp = random.Next(6) == 0 ? _clock : null,
        };
    }
}
