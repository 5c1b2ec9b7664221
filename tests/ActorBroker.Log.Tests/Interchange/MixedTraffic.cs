using System.Text;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Interchange;

/// <summary>Fills a log with batches of every kind: each codec, keys and headers, idempotent producers, transactions that end either way.</summary>
internal sealed class MixedTraffic(PartitionLog log, Random random)
{
    private const long StartTime = 1_700_000_000_000;

    private readonly Dictionary<long, int> _sequences = [];
    private long _time = StartTime;

    /// <summary>Appends so many rounds: a batch of each codec, with and without producer, then the end of a transaction.</summary>
    public void Run(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var epoch = new LeaderEpoch(round / 5);
            foreach (var codec in Enum.GetValues<CompressionCodec>())
            {
                Append(Batch(codec, ProducerId.None.Value, isTransactional: false), epoch);
                Append(Batch(codec, 100 + (int)codec, isTransactional: false), epoch);
                Append(Batch(codec, 200 + (round % 3), isTransactional: true), epoch);
            }

            var marker = new EndTransactionMarker(IsCommit: round % 2 == 0, CoordinatorEpoch: 4);
            Append(marker.ToBatch(new ProducerId(200 + (round % 3)), new ProducerEpoch(1), _time), epoch);
        }
    }

    private void Append(byte[] batch, LeaderEpoch epoch) => log.AppendAsLeader(Batches.Chunk(batch), epoch);

    private byte[] Batch(CompressionCodec codec, long producer, bool isTransactional)
    {
        var count = random.Next(1, 8);
        using var builder = new RecordBatchBuilder(new RecordBatchOptions
        {
            Codec = codec,
            ProducerId = new ProducerId(producer),
            ProducerEpoch = producer < 0 ? ProducerEpoch.None : new ProducerEpoch(1),
            BaseSequence = producer < 0 ? Sequence.None : new Sequence(Sequences(producer, count)),
            IsTransactional = isTransactional,
        });
        for (var index = 0; index < count; index++)
            Assert.True(builder.TryAppend(_time += random.Next(-5, 20), Key(), Text(random.Next(200)), Headers()));
        return builder.ToArray();
    }

    private int Sequences(long producer, int count)
    {
        var first = _sequences.GetValueOrDefault(producer);
        _sequences[producer] = first + count;
        return first;
    }

    private byte[]? Key() => random.Next(3) == 0 ? null : Text(8);

    private RecordHeader[] Headers() =>
        random.Next(3) > 0 ? [] : [new RecordHeader("trace", Text(5)), new RecordHeader("kind", null)];

    private byte[] Text(int length) => Encoding.UTF8.GetBytes(string.Create(length, random, static (text, source) =>
    {
        for (var index = 0; index < text.Length; index++)
            text[index] = (char)('a' + source.Next(6));
    }));
}
