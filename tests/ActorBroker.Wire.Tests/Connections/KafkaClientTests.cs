using ActorBroker.Model;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Wire.Tests.Connections;

/// <summary>The client, against a broker's connection.</summary>
public sealed class KafkaClientTests
{
    [Fact]
    public void A_client_learns_the_versions_first_and_then_speaks_the_highest_that_both_know()
    {
        using var loop = new Loopback();
        Assert.False(loop.Client.IsReady);
        Assert.Null(loop.Client.VersionOf(ApiKey.Metadata));

        loop.Negotiate();

        Assert.True(loop.Client.IsReady);
        Assert.Equal((short)12, loop.Client.VersionOf(ApiKey.Produce));
        Assert.Equal((short)17, loop.Client.VersionOf(ApiKey.Fetch));
        Assert.Equal("actorbroker", loop.SoftwareName);
    }

    [Fact]
    public void A_client_that_asked_in_too_high_a_version_asks_again_in_one_that_the_broker_names()
    {
        using var client = new KafkaClient(new());
        Assert.Equal(4, VersionAsked(client));

        client.Receive(Frames.Of([0, 0, 0, 0, .. MessageCodec.ToArray(Refusal(0, 2), 0)]));
        Assert.False(client.TryTake(out _));
        Assert.Equal(2, VersionAsked(client));
        client.Receive(Frames.Of([0, 0, 0, 1, .. MessageCodec.ToArray(new ApiVersionsResponse { ApiKeys = [new() { ApiKey = 3, MinVersion = 0, MaxVersion = 5 }] }, 2)]));
        Assert.False(client.TryTake(out _));

        Assert.True(client.IsReady);
        Assert.Equal((short)5, client.VersionOf(ApiKey.Metadata));
        Assert.Null(client.VersionOf(ApiKey.Fetch));
    }

    [Fact]
    public void A_client_that_is_refused_without_a_word_asks_again_in_version_0()
    {
        using var client = new KafkaClient(new());
        _ = VersionAsked(client);

        client.Receive(Frames.Of([0, 0, 0, 0, .. MessageCodec.ToArray(new ApiVersionsResponse { ErrorCode = ErrorCode.UnsupportedVersion }, 0)]));
        Assert.False(client.TryTake(out _));

        Assert.Equal(0, VersionAsked(client));
    }

    [Fact]
    public void Requests_are_sent_without_waiting_and_replies_come_in_order()
    {
        using var loop = new Loopback(partMax: 7);
        loop.Negotiate();
        var sent = Enumerable.Range(0, 10).Select(_ => loop.Client.Send(new HeartbeatRequest())).ToList();
        sent.Insert(0, loop.Client.Send(new MetadataRequest()));
        Assert.Equal(11, loop.Client.RequestsInFlight);

        var replies = loop.Run();

        Assert.Equal(sent.Order(), replies.Select(reply => reply.CorrelationId));
        Assert.IsType<MetadataResponse>(replies[^1].Response);
        Assert.Equal(0, loop.Client.RequestsInFlight);
    }

    [Fact]
    public void Produce_without_acknowledgement_waits_for_no_reply()
    {
        using var loop = new Loopback();
        loop.Negotiate();

        loop.Client.Send(new ProduceRequest { Acks = 0 });
        var last = loop.Client.Send(new HeartbeatRequest());

        Assert.Equal(last, Assert.Single(loop.Run()).CorrelationId);
    }

    [Fact]
    public void Records_of_a_reply_are_slices_of_its_frame_until_it_is_disposed()
    {
        using var loop = new Loopback();
        loop.Negotiate();
        loop.Client.Send(new FetchRequest());

        using var reply = Assert.Single(loop.Run());

        var partition = Assert.IsType<FetchResponse>(reply.Response).Responses.Single().Partitions.Single();
        Assert.Equal(Loopback.Records, partition.Records.Memory.ToArray());
    }

    [Fact]
    public void A_response_to_another_request_is_a_fault()
    {
        using var loop = new Loopback();
        loop.Negotiate();
        loop.Client.Send(new HeartbeatRequest());

        loop.Client.Receive(Frames.Of(0, 0, 0, 99, 0));
        Assert.False(loop.Client.TryTake(out _));

        Assert.Equal(ConnectionFaultKind.UnexpectedResponse, loop.Client.Fault?.Kind);
    }

    [Theory]
    [InlineData("ffffffff", ConnectionFaultKind.NegativeFrameLength)]
    [InlineData("7fffffff", ConnectionFaultKind.FrameTooLong)]
    [InlineData("00000002 0000", ConnectionFaultKind.MalformedMessage)]
    [InlineData("00000005 00000000 00", ConnectionFaultKind.MalformedMessage)]
    public void What_is_no_response_is_a_fault(string bytes, ConnectionFaultKind kind)
    {
        using var client = new KafkaClient(new());
        client.Receive(Support.Sample.Bytes(bytes));

        Assert.False(client.TryTake(out _));

        Assert.Equal(kind, client.Fault?.Kind);
    }

    [Fact]
    public void An_API_that_the_broker_does_not_offer_is_refused_before_it_is_sent()
    {
        using var loop = new Loopback(profile: ApiProfile.Default.Only(ApiKey.ApiVersions, ApiKey.Metadata));
        loop.Negotiate();

        var refused = Assert.Throws<UnsupportedApiException>(() => loop.Client.Send(new FetchRequest()));

        Assert.Equal(ApiKey.Fetch, refused.ApiKey);
        Assert.True(refused.Offered.IsEmpty);
        Assert.Equal(0, loop.Client.RequestsInFlight);
    }

    private static ApiVersionsResponse Refusal(short first, short last) => new()
    {
        ErrorCode = ErrorCode.UnsupportedVersion,
        ApiKeys = [new() { ApiKey = (short)ApiKey.ApiVersions, MinVersion = first, MaxVersion = last }],
    };

    private static int VersionAsked(KafkaClient client)
    {
        var frame = client.Output.SendAll();
        return (frame[6] << 8) | frame[7];
    }
}
