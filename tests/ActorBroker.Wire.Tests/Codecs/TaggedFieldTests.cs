using ActorBroker.Wire.Messages;
using ActorBroker.Wire.Tests.Support;

namespace ActorBroker.Wire.Tests.Codecs;

/// <summary>Tagged fields (KIP-482), as Kafka reads them.</summary>
public sealed class TaggedFieldTests
{
    // ApiVersionsResponse version 3: no error, no APIs, no throttling; the tagged fields follow.
    private const string Head = "0000 01 00000000";

    [Fact]
    public void Unknown_tags_are_skipped()
    {
        var response = Sample.Read<ApiVersionsResponse>(version: 3, Head + "03 01080000000000000007 0902aabb ffffffff0f00");

        Assert.Equal(7, response.FinalizedFeaturesEpoch);
    }

    [Fact]
    public void Tags_out_of_order_are_read()
    {
        var response = Sample.Read<ApiVersionsResponse>(version: 3, Head + "02 030101 01080000000000000007");

        Assert.Equal(7, response.FinalizedFeaturesEpoch);
        Assert.True(response.ZkMigrationReady);
    }

    [Fact]
    public void Of_a_tag_that_comes_twice_the_last_counts()
    {
        var response = Sample.Read<ApiVersionsResponse>(
            version: 3, Head + "02 0008 02 0261 0000 0001 00 0008 02 0262 0000 0002 00");

        Assert.Equal("b", Assert.Single(response.SupportedFeatures).Name);
    }

    [Theory]
    [InlineData("01 0109 000000000000000700", MessageDefect.TagSizeWrong)]
    [InlineData("01 0107 00000000000000 07", MessageDefect.TagSizeWrong)]
    [InlineData("01 0109 0000000000000007", MessageDefect.LengthBeyondEnd)]
    [InlineData("01 09ffffffff07", MessageDefect.LengthBeyondEnd)]
    [InlineData("ffffffff0f", MessageDefect.CountBeyondEnd)]
    [InlineData("02 0900", MessageDefect.CountBeyondEnd)]
    [InlineData("", MessageDefect.Truncated)]
    public void Tags_that_do_not_fit_are_refused(string tags, MessageDefect defect)
    {
        Assert.Equal(defect, Sample.Malformed<ApiVersionsResponse>(version: 3, Head + tags).Defect);
    }

    [Fact]
    public void Twenty_million_unknown_tags_cost_no_memory()
    {
        // CVE-2026-111115. Two bytes each: tag 9 without content.
        var head = Sample.Bytes(Head + "80dac409");
        var bytes = new byte[head.Length + (2 * 20_000_000)];
        head.CopyTo(bytes, 0);
        for (var index = head.Length; index < bytes.Length; index += 2)
            bytes[index] = 9;
        var before = GC.GetAllocatedBytesForCurrentThread();

        _ = MessageCodec.Read<ApiVersionsResponse>(bytes, 3);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4096);
    }

    [Fact]
    public void Tagged_fields_with_their_defaults_are_not_written()
    {
        var without = new ProduceResponse();
        without.Responses.AddNew().PartitionResponses.AddNew();
        var withDefault = new ProduceResponse();
        withDefault.Responses.AddNew().PartitionResponses.AddNew().CurrentLeader = new();

        Assert.Equal(Sample.Hex(without, 10), Sample.Hex(withDefault, 10));
    }

    [Fact]
    public void Tagged_fields_are_written_in_the_order_of_their_tags()
    {
        var response = new ApiVersionsResponse { ZkMigrationReady = true, FinalizedFeaturesEpoch = 7 };

        Assert.Equal("0000" + "01" + "00000000" + "02" + "01080000000000000007" + "030101", Sample.Hex(response, 3));
    }
}
