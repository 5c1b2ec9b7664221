using System.Text;
using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests;

/// <summary>What a topic's configuration does to the records that are sent to it.</summary>
public sealed class TopicConfigTests : ListenerKit
{
    private const short LastVersionByName = 12;

    public static readonly TheoryData<string, string, ErrorCode> Refusals = new()
    {
        { "max.message.bytes", "60", ErrorCode.MessageTooLarge },
        { "message.timestamp.before.max.ms", "1000", ErrorCode.InvalidTimestamp },
        { "cleanup.policy", "compact", ErrorCode.InvalidRecord },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_batch_that_the_topic_does_not_allow_is_refused(string name, string value, ErrorCode error)
    {
        var client = Connect();
        CreateTopic(client, "free");
        CreateTopic(client, "strict", configs: (name, value));

        Assert.Equal(ErrorCode.None, Result(client.Ask<ProduceResponse>(Produce("free", Batch("a")))).ErrorCode);
        Assert.Equal(error, Result(client.Ask<ProduceResponse>(Produce("strict", Batch("a")))).ErrorCode);
    }

    [Fact]
    public void A_timestamp_that_lies_too_far_ahead_is_refused()
    {
        var client = Connect();
        CreateTopic(client, "strict", configs: ("message.timestamp.after.max.ms", "1000"));

        Assert.Equal(ErrorCode.InvalidTimestamp, Result(client.Ask<ProduceResponse>(Produce("strict", BatchAt(long.MaxValue / 2)))).ErrorCode);
    }

    [Fact]
    public void No_more_replicas_have_to_be_in_sync_than_there_are()
    {
        var client = Connect();
        CreateTopic(client, "single", configs: ("min.insync.replicas", "2"));

        Assert.Equal(ErrorCode.None, Result(client.Ask<ProduceResponse>(Produce("single", Batch("a"), acks: -1))).ErrorCode);
    }

    [Fact]
    public void With_log_append_time_the_broker_says_when_a_batch_came_and_readers_see_that()
    {
        var client = Connect();
        CreateTopic(client, "orders", configs: ("message.timestamp.type", "LogAppendTime"));

        var produced = Result(client.Ask<ProduceResponse>(Produce("orders", Batch("a", "b"))));

        var stored = Stored(client, "orders");
        Assert.True(RecordBatch.TryOpen(stored, out var batch));
        Assert.True(batch.IsLogAppendTime);
        Assert.True(produced.LogAppendTimeMs > 1_000, $"{produced.LogAppendTimeMs} is the producer's");
        Assert.Equal(produced.LogAppendTimeMs, batch.MaxTimestamp);
    }

    [Theory]
    [InlineData("uncompressed", CompressionCodec.Gzip, CompressionCodec.None)]
    [InlineData("lz4", CompressionCodec.None, CompressionCodec.Lz4)]
    [InlineData("zstd", CompressionCodec.Gzip, CompressionCodec.Zstd)]
    [InlineData("gzip", CompressionCodec.Gzip, CompressionCodec.Gzip)]
    [InlineData("producer", CompressionCodec.Snappy, CompressionCodec.Snappy)]
    public void Batches_are_stored_in_the_codec_of_the_topic_with_all_that_is_in_them(string type, CompressionCodec sent, CompressionCodec stored)
    {
        var client = Connect();
        CreateTopic(client, "orders", configs: ("compression.type", type));
        var options = new RecordBatchOptions { Codec = sent, ProducerId = new ProducerId(5), ProducerEpoch = new ProducerEpoch(2), BaseSequence = new Sequence(0) };
        var produced = Batch(options, "a", "b", "c");

        Assert.Equal(ErrorCode.None, Result(client.Ask<ProduceResponse>(Produce("orders", produced))).ErrorCode);

        var found = Stored(client, "orders");
        Assert.True(RecordBatch.TryOpen(found, out var batch));
        Assert.Equal((stored, 3, 2L), (batch.Codec, batch.RecordCount, batch.LastOffset.Value));
        Assert.Equal((5L, 2, 0), (batch.ProducerId.Value, batch.ProducerEpoch.Value, batch.BaseSequence.Value));
        Assert.Equal(["0:a@1000", "1:b@1000", "2:c@1000"], Records(found));
        Assert.Equal(found, Validated(found));
    }

    [Fact]
    public void A_batch_that_is_too_long_in_the_codec_of_the_topic_is_refused()
    {
        var client = Connect();
        CreateTopic(client, "orders", configs: [("compression.type", "uncompressed"), ("max.message.bytes", "5000")]);

        var batch = Batch(new RecordBatchOptions { Codec = CompressionCodec.Gzip }, new string('a', 10_000));

        Assert.Equal(ErrorCode.MessageTooLarge, Result(client.Ask<ProduceResponse>(Produce("orders", batch))).ErrorCode);
    }

    private static byte[] Stored(WireClient client, string topic) =>
        Result(client.Ask<FetchResponse>(Fetch(topic, 0), LastVersionByName)).Records.Memory.ToArray();

    private static List<string> Records(byte[] batch)
    {
        var found = new List<string>();
        using var records = BatchRecords.Open(batch, inflatedBytesMax: 1_000_000);
        foreach (var record in records)
            found.Add($"{record.Offset.Value}:{Encoding.UTF8.GetString(record.Value.Span)}@{record.Timestamp}");
        return found;
    }

    /// <summary>The same batch, once all that a client checks of it was checked.</summary>
    private static byte[] Validated(byte[] batch)
    {
        var validation = RecordBatchValidator.Validate(batch, RecordValidationOptions.OfReplica, now: 1_000);
        Assert.True(validation.IsValid, validation.Fault.Message);
        return batch;
    }

    private static byte[] BatchAt(long timestamp)
    {
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Default);
        Assert.True(builder.TryAppend(timestamp, default, Encoding.UTF8.GetBytes("a")));
        return builder.ToArray();
    }
}
