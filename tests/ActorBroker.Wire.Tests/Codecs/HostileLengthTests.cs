using ActorBroker.Wire.Messages;
using ActorBroker.Wire.Tests.Support;

namespace ActorBroker.Wire.Tests.Codecs;

/// <summary>Lengths and counts that promise more than there is, or what no length can be.</summary>
public sealed class HostileLengthTests
{
    [Theory]
    [InlineData("80000000", MessageDefect.NegativeLength)]
    [InlineData("fffffffe", MessageDefect.NegativeLength)]
    [InlineData("7fffffff", MessageDefect.CountBeyondEnd)]
    [InlineData("00000001", MessageDefect.CountBeyondEnd)]
    [InlineData("ffff", MessageDefect.Truncated)]
    public void A_count_is_refused_before_anything_is_made_of_it(string count, MessageDefect defect)
    {
        var fault = Sample.Malformed<MetadataRequest>(version: 1, count);

        Assert.Equal(defect, fault.Defect);
        Assert.Equal("MetadataRequest.Topics", fault.Path);
        Assert.Equal(0, fault.Position);
    }

    [Theory]
    [InlineData("ffffffffff", MessageDefect.VarintTooLong)]
    [InlineData("808080808001", MessageDefect.VarintTooLong)]
    [InlineData("ffffffff10", MessageDefect.VarintTooLong)]
    [InlineData("ffffffff0f", MessageDefect.CountBeyondEnd)]
    [InlineData("8080", MessageDefect.Truncated)]
    public void A_compact_count_is_refused_before_anything_is_made_of_it(string count, MessageDefect defect)
    {
        Assert.Equal(defect, Sample.Malformed<MetadataRequest>(version: 9, count).Defect);
    }

    [Fact]
    public void A_number_that_takes_more_bytes_than_it_needs_is_read()
    {
        var request = Sample.Read<ListGroupsRequest>(version: 4, "8280808000 026100");

        Assert.Equal(["a"], request.StatesFilter);
    }

    [Fact]
    public void Null_is_refused_where_the_version_has_none()
    {
        Assert.Equal(MessageDefect.NullNotAllowed, Sample.Malformed<MetadataRequest>(version: 0, "ffffffff").Defect);
        Assert.Equal(MessageDefect.NullNotAllowed, Sample.Malformed<ListGroupsRequest>(version: 4, "00 00").Defect);
        Assert.Equal(MessageDefect.NullNotAllowed, Sample.Malformed<SaslHandshakeRequest>(version: 1, "ffff").Defect);
        Assert.Null(Sample.Read<MetadataRequest>(version: 1, "ffffffff").Topics);
    }

    [Fact]
    public void A_string_beyond_32767_bytes_is_refused_in_compact_form_too()
    {
        var tooLong = "818002" + string.Concat(Enumerable.Repeat("61", 32768)) + "0100";
        var longest = "808002" + string.Concat(Enumerable.Repeat("61", 32767)) + "0100";

        Assert.Equal(MessageDefect.StringTooLong, Sample.Malformed<ApiVersionsRequest>(version: 3, tooLong).Defect);
        Assert.Equal(32767, Sample.Read<ApiVersionsRequest>(version: 3, longest).ClientSoftwareName.Length);
    }

    [Theory]
    [InlineData("c3")]
    [InlineData("c080")]
    [InlineData("eda080")]
    [InlineData("f5808080")]
    public void A_string_that_is_not_UTF8_is_refused(string text)
    {
        var bytes = text.Length / 2;

        Assert.Equal(MessageDefect.NotUtf8, Sample.Malformed<SaslHandshakeRequest>(version: 1, $"{bytes:x4}{text}").Defect);
    }

    [Fact]
    public void A_string_may_hold_NUL()
    {
        Assert.Equal("a\0b", Sample.Read<SaslHandshakeRequest>(version: 1, "0003 610062").Mechanism);
    }

    [Fact]
    public void Records_that_run_past_the_end_are_refused()
    {
        var head = "ffff 0001 00000000 00000001 0001 74 00000001 00000000";

        var fault = Sample.Malformed<ProduceRequest>(version: 3, head + "00000005 aabbccdd");

        Assert.Equal(MessageDefect.LengthBeyondEnd, fault.Defect);
        Assert.Equal("ProduceRequest.TopicData[].PartitionData[].Records", fault.Path);
        Assert.Equal(23, fault.Position);
    }

    [Fact]
    public void Elements_that_grow_in_memory_are_refused_beyond_the_allowance()
    {
        // A million topics with an empty name and no tags: two bytes each on the wire, an object each in memory (CVE-2026-111108).
        var bytes = new byte[3 + (2 * 1_000_000)];
        for (var index = 3; index < bytes.Length; index += 2)
            bytes[index] = 1;
        Sample.Bytes("c1843d").CopyTo(bytes, 0);

        var fault = Assert.Throws<MalformedMessageException>(() => MessageCodec.Read<MetadataRequest>(bytes, 9));

        Assert.Equal(MessageDefect.TooMuchMemory, fault.Defect);
    }

    [Fact]
    public void Two_thousand_topics_of_short_names_are_read()
    {
        var request = new MetadataRequest();
        for (var topic = 0; topic < 2000; topic++)
            request.Topics!.Add(new() { Name = $"t-{topic}" });

        foreach (var version in new short[] { 1, 9, 13 })
            Assert.Equal(2000, MessageCodec.Read<MetadataRequest>(MessageCodec.ToArray(request, version), version).Topics!.Count);
    }
}
