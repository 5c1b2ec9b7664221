using ActorBroker.Wire.Messages;
using ActorBroker.Wire.Tests.Support;

namespace ActorBroker.Wire.Tests.Codecs;

/// <summary>Records of internal topics, and what consumers tell each other.</summary>
public sealed class VersionedBytesTests
{
    [Fact]
    public void A_key_begins_with_the_type_of_its_record()
    {
        var key = new OffsetCommitKey { Group = "g", Topic = "t", Partition = new(3) };

        var bytes = VersionedBytes.WriteKey(key);

        Assert.Equal("0001" + "000167" + "000174" + "00000003", Convert.ToHexStringLower(bytes));
        Assert.Equal((short)1, VersionedBytes.TypeOfKey(bytes));
        Assert.Equal("t", VersionedBytes.ReadKey<OffsetCommitKey>(bytes).Topic);
    }

    [Fact]
    public void Bytes_too_few_for_a_type_have_none()
    {
        Assert.Null(VersionedBytes.TypeOfKey([0]));
        Assert.Null(VersionedBytes.TypeOfKey([]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_value_begins_with_its_version(short version)
    {
        var value = new OffsetCommitValue { Offset = new(7), LeaderEpoch = new(2), Metadata = "m", CommitTimestamp = 9 };

        var bytes = VersionedBytes.Write(value, version);

        Assert.Equal(version, bytes[1]);
        var read = VersionedBytes.Read<OffsetCommitValue>(bytes);
        Assert.Equal((7, version >= 3 ? 2 : -1, "m"), (read.Offset.Value, read.LeaderEpoch.Value, read.Metadata));
    }

    [Theory]
    [InlineData("0005 00")]
    [InlineData("ffff 00")]
    public void A_value_of_an_unknown_version_is_refused(string bytes)
    {
        var fault = Assert.Throws<MalformedMessageException>(() => VersionedBytes.Read<OffsetCommitValue>(Sample.Bytes(bytes)));

        Assert.Equal(MessageDefect.UnknownVersion, fault.Defect);
    }

    [Fact]
    public void A_subscription_of_a_newer_version_is_read_as_the_newest_that_is_known()
    {
        var bytes = VersionedBytes.Write(new ConsumerProtocolSubscription { Topics = ["t"], GenerationId = 5, RackId = "r" }, 3);
        bytes[1] = 9;

        var read = VersionedBytes.ReadNewest<ConsumerProtocolSubscription>((byte[])[.. bytes, 1, 2, 3]);

        Assert.Equal(("t", 5, "r"), (Assert.Single(read.Topics), read.GenerationId, read.RackId));
        Assert.Throws<MalformedMessageException>(() => VersionedBytes.ReadNewest<ConsumerProtocolSubscription>(Sample.Bytes("8000")));
    }

    [Fact]
    public void A_value_without_a_version_is_refused()
    {
        var fault = Assert.Throws<MalformedMessageException>(() => VersionedBytes.Read<GroupMetadataValue>(new byte[1]));

        Assert.Equal(MessageDefect.Truncated, fault.Defect);
    }
}
