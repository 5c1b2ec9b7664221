using System.Buffers.Binary;
using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Model.Records.RecordBatchFormat;

namespace ActorBroker.Listener.Tests.Abuse;

/// <summary>Batches that must not get into a log: each refused with its own error, the good partition beside it served, the connection open.</summary>
public sealed class BadRecordsTests : ListenerKit
{
    private const short LastVersionByName = 12;

    public static readonly TheoryData<string, ErrorCode> Damages = new()
    {
        { "empty", ErrorCode.InvalidRecord },
        { "cut short", ErrorCode.CorruptMessage },
        { "length beyond the frame", ErrorCode.CorruptMessage },
        { "length of a few bytes", ErrorCode.CorruptMessage },
        { "negative length", ErrorCode.CorruptMessage },
        { "magic 0", ErrorCode.UnsupportedForMessageFormat },
        { "magic 1", ErrorCode.UnsupportedForMessageFormat },
        { "magic 3", ErrorCode.CorruptMessage },
        { "CRC", ErrorCode.CorruptMessage },
        { "more records than there are", ErrorCode.InvalidRecord },
        { "negative record count", ErrorCode.InvalidRecord },
        { "last offset delta", ErrorCode.InvalidRecord },
        { "negative last offset delta", ErrorCode.InvalidRecord },
        { "two batches", ErrorCode.InvalidRecord },
        { "control", ErrorCode.InvalidRecord },
        { "unknown codec", ErrorCode.UnsupportedCompressionType },
        { "record length beyond the batch", ErrorCode.InvalidRecord },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_bad_batch_is_refused_and_the_good_one_beside_it_is_stored(string damage, ErrorCode error)
    {
        var client = Connect();
        CreateTopic(client, "orders", partitions: 2);
        var request = Produce("orders", Damaged(damage));
        request.TopicData[0].PartitionData.Add(new ProduceRequest.PartitionProduceData { Index = new PartitionIndex(1), Records = new RecordBytes(Batch("good")) });

        var results = client.Ask<ProduceResponse>(request).Responses[0].PartitionResponses;

        Assert.Equal(error, results[0].ErrorCode);
        Assert.Equal((ErrorCode.None, 0L), (results[1].ErrorCode, results[1].BaseOffset.Value));
        Assert.Equal(0L, Result(client.Ask<FetchResponse>(Fetch("orders", 0), LastVersionByName)).HighWatermark.Value);
    }

    [Theory]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Snappy)]
    [InlineData(CompressionCodec.Lz4)]
    [InlineData(CompressionCodec.Zstd)]
    public void A_bomb_costs_no_memory(CompressionCodec codec)
    {
        var client = Connect();
        CreateTopic(client, "orders", configs: ("max.message.bytes", "50000000"));
        var bomb = Bomb(codec);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var result = Result(client.Ask<ProduceResponse>(Produce("orders", bomb)));

        // What is inflated is counted and thrown away; 300 MB of it are beyond what any batch may hold.
        Assert.Equal(ErrorCode.MessageTooLarge, result.ErrorCode);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 100_000_000);
    }

    [Fact]
    public void The_base_offset_and_the_epoch_of_a_client_are_not_looked_at()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        var batch = Batch("a");
        RecordBatchPatch.Assign(batch, new Offset(long.MaxValue - 1), new LeaderEpoch(int.MaxValue));

        Assert.Equal(0L, Result(client.Ask<ProduceResponse>(Produce("orders", batch))).BaseOffset.Value);
        Assert.Equal(1L, Result(client.Ask<ProduceResponse>(Produce("orders", Batch("b")))).BaseOffset.Value);
    }

    [Fact]
    public void A_partition_that_a_request_names_twice_is_answered_twice()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        var request = Produce("orders", Batch("a"));
        request.TopicData[0].PartitionData.Add(new ProduceRequest.PartitionProduceData { Index = new PartitionIndex(0), Records = new RecordBytes(Batch("b")) });

        var offsets = client.Ask<ProduceResponse>(request).Responses[0].PartitionResponses.Select(result => result.BaseOffset.Value);

        Assert.Equal([0L, 1L], offsets);
    }

    private static byte[] Damaged(string damage)
    {
        var batch = Batch("a", "b");
        switch (damage)
        {
            case "empty":
                return [];
            case "cut short":
                return batch[..^1];
            case "two batches":
                return [.. batch, .. batch];
            case "control":
                return Batch(RecordBatchOptions.Default with { IsControl = true }, "a");
            case "CRC":
                batch[^1] ^= 1;
                return batch;
            default:
                Overwrite(batch, damage);
                RecordBatchPatch.WriteCrc(batch);
                return batch;
        }
    }

    private static void Overwrite(byte[] batch, string damage)
    {
        var (position, value) = damage switch
        {
            "length beyond the frame" => (LengthPosition, batch.Length),
            "length of a few bytes" => (LengthPosition, 12),
            "negative length" => (LengthPosition, -1),
            "more records than there are" => (RecordCountPosition, 3),
            "negative record count" => (RecordCountPosition, -1),
            "last offset delta" => (LastOffsetDeltaPosition, 5),
            "negative last offset delta" => (LastOffsetDeltaPosition, -1),
            _ => (-1, 0),
        };
        if (position >= 0)
            BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(position), value);
        else if (damage.StartsWith("magic", StringComparison.Ordinal))
            batch[MagicPosition] = (byte)(damage[^1] - '0');
        else if (damage == "unknown codec")
            batch[AttributesPosition + 1] = 7;
        else
            batch[HeaderBytes] = 0x7E;
    }

    private static byte[] Bomb(CompressionCodec codec)
    {
        using var builder = new RecordBatchBuilder(new RecordBatchOptions { Codec = codec, BytesMax = 400_000_000 });
        var zeros = new byte[10_000_000];
        for (var record = 0; record < 30; record++)
            Assert.True(builder.TryAppend(1_000, default, zeros));
        return builder.ToArray();
    }
}
