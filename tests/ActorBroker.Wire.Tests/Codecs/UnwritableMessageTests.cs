using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Wire.Tests.Codecs;

/// <summary>Values that a version has no room for.</summary>
public sealed class UnwritableMessageTests
{
    [Fact]
    public void A_value_that_may_not_be_dropped_is_refused_by_a_version_without_its_field()
    {
        var request = new JoinGroupRequest { GroupInstanceId = "static" };

        var refused = Assert.Throws<UnwritableMessageException>(() => MessageCodec.ToArray(request, 4));

        Assert.Equal("JoinGroupRequest.GroupInstanceId", refused.Path);
        Assert.Equal(4, refused.Version);
        Assert.NotEmpty(MessageCodec.ToArray(request, 5));
    }

    [Fact]
    public void A_value_that_may_be_dropped_is_dropped()
    {
        var request = new JoinGroupRequest { Reason = "restart" };

        var read = MessageCodec.Read<JoinGroupRequest>(MessageCodec.ToArray(request, 7), 7);

        Assert.Null(read.Reason);
    }

    [Fact]
    public void A_field_in_a_list_is_refused_as_one_outside()
    {
        var request = new OffsetFetchRequest();
        request.Groups.AddNew().GroupId = "g";

        Assert.Throws<UnwritableMessageException>(() => MessageCodec.ToArray(request, 7));
    }

    [Fact]
    public void Null_is_refused_by_a_version_that_has_none()
    {
        var request = new MetadataRequest { Topics = null };

        Assert.Throws<UnwritableMessageException>(() => MessageCodec.ToArray(request, 0));
        Assert.NotEmpty(MessageCodec.ToArray(request, 1));
    }

    [Fact]
    public void A_string_beyond_32767_bytes_is_refused()
    {
        Assert.NotEmpty(MessageCodec.ToArray(new SaslHandshakeRequest { Mechanism = new('x', 32767) }, 1));
        Assert.Throws<UnwritableMessageException>(() => MessageCodec.ToArray(new SaslHandshakeRequest { Mechanism = new('ö', 16384) }, 1));
    }

    [Fact]
    public void A_version_that_is_not_described_breaks_an_invariant()
    {
        Assert.Throws<InvariantException>(() => MessageCodec.ToArray(new ProduceRequest(), 2));
        Assert.Throws<InvariantException>(() => MessageCodec.Read<ProduceRequest>(new byte[100], 14));
    }
}
