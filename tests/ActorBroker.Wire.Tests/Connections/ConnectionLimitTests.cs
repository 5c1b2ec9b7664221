using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;
using ActorBroker.Wire.Tests.Support;

namespace ActorBroker.Wire.Tests.Connections;

/// <summary>What a connection does not take, and how long it waits.</summary>
public sealed class ConnectionLimitTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("ffffffff", ConnectionFaultKind.NegativeFrameLength)]
    [InlineData("7fffffff", ConnectionFaultKind.FrameTooLong)]
    [InlineData("00000000", ConnectionFaultKind.MalformedMessage)]
    [InlineData("00000003 000003", ConnectionFaultKind.MalformedMessage)]
    [InlineData("00000008 ffff 0000 00000001", ConnectionFaultKind.UnsupportedApi)]
    [InlineData("00000008 7fff 0000 00000001", ConnectionFaultKind.UnsupportedApi)]
    [InlineData("00000008 0004 0000 00000001", ConnectionFaultKind.UnsupportedApi)]
    [InlineData("00000008 001b 0001 00000001", ConnectionFaultKind.UnsupportedApi)]
    [InlineData("00000008 0003 000e 00000001", ConnectionFaultKind.UnsupportedVersion)]
    [InlineData("00000008 0003 ffff 00000001", ConnectionFaultKind.UnsupportedVersion)]
    [InlineData("00000008 0003 0001 00000001", ConnectionFaultKind.MalformedMessage)]
    [InlineData("0000000e 0003 0001 00000001 ffff 7fffffff", ConnectionFaultKind.MalformedMessage)]
    public void What_is_no_request_closes_the_connection(string bytes, ConnectionFaultKind kind)
    {
        using var broker = new BrokerSide();
        broker.Connection.Receive(Sample.Bytes(bytes));

        Assert.False(broker.CanTake());

        Assert.Equal(kind, broker.Connection.Fault?.Kind);
        Assert.False(broker.Connection.WantsBytes);
        Assert.Null(broker.Connection.NextDeadline);
    }

    [Fact]
    public void Bytes_behind_a_request_in_its_frame_are_left_alone()
    {
        using var broker = new BrokerSide();
        var request = Frames.Request(new HeartbeatRequest(), 4, 1)[4..];
        broker.Connection.Receive(Frames.Of([.. request, 9, 9, 9]));

        Assert.Equal(1, broker.Take().CorrelationId);
    }

    [Fact]
    public void No_more_requests_are_taken_than_may_be_in_flight()
    {
        using var broker = new BrokerSide(new() { RequestsInFlightMax = 2 });
        var first = broker.Take(new HeartbeatRequest(), 4, 1);
        broker.Take(new HeartbeatRequest(), 4, 2);
        broker.Send(new HeartbeatRequest(), 4, 3);

        Assert.False(broker.CanTake());
        Assert.False(broker.Connection.WantsBytes);
        broker.Respond(first);

        Assert.True(broker.Connection.WantsBytes);
        Assert.Equal(3, broker.Take().CorrelationId);
    }

    [Fact]
    public void No_more_requests_are_taken_while_the_client_reads_no_responses()
    {
        using var broker = new BrokerSide(new() { OutputBytesMax = 1000 });
        var request = broker.Take(new DescribeGroupsRequest(), 5, 1);
        broker.Connection.Respond(request, new DescribeGroupsResponse { Groups = [new() { GroupState = new('x', 2000) }] }, broker.Now);
        broker.Send(new HeartbeatRequest(), 4, 2);

        Assert.False(broker.CanTake());
        _ = broker.SentFrames();

        Assert.Equal(2, broker.Take().CorrelationId);
    }

    [Fact]
    public void A_connection_without_a_request_is_closed_after_the_handshake_time()
    {
        using var broker = new BrokerSide(new() { HandshakeTimeout = 5 * Second });
        broker.Connection.Receive(Frames.Request(new HeartbeatRequest(), 4, 1).AsSpan(0, 10));

        Assert.Equal(broker.Now + (5 * Second), broker.Connection.NextDeadline);
        broker.Pass(4 * Second);
        Assert.Null(broker.Connection.Fault);
        broker.Pass(Second);

        Assert.Equal(ConnectionFaultKind.HandshakeTimedOut, broker.Connection.Fault?.Kind);
    }

    [Fact]
    public void A_byte_now_and_then_keeps_no_connection_open()
    {
        using var broker = new BrokerSide(new() { IdleTimeout = 60 * Second });
        broker.Respond(broker.Take(new HeartbeatRequest(), 4, 1));
        foreach (var part in Frames.Request(new MetadataRequest { Topics = [new() { Name = new('x', 100) }] }, 9, 2).Take(61))
        {
            broker.Connection.Receive([part]);
            broker.Pass(Second);
        }

        Assert.Equal(ConnectionFaultKind.Idle, broker.Connection.Fault?.Kind);
    }

    [Fact]
    public void A_connection_with_a_request_under_way_is_not_idle()
    {
        using var broker = new BrokerSide(new() { IdleTimeout = 60 * Second });
        var request = broker.Take(new FetchRequest(), 12, 1);
        Assert.Null(broker.Connection.NextDeadline);
        broker.Pass(100 * Second);

        broker.Respond(request);

        Assert.Equal(broker.Now + (60 * Second), broker.Connection.NextDeadline);
        broker.Pass(60 * Second);
        Assert.Equal(ConnectionFaultKind.Idle, broker.Connection.Fault?.Kind);
    }

    [Fact]
    public void Before_authentication_only_what_leads_to_it_is_taken_and_only_within_the_handshake_time()
    {
        using var broker = new BrokerSide(new() { RequiresAuthentication = true, HandshakeTimeout = 5 * Second });
        broker.Respond(broker.Take(new ApiVersionsRequest(), 3, 1));
        broker.Respond(broker.Take(new SaslHandshakeRequest { Mechanism = "PLAIN" }, 1, 2));
        broker.Send(new MetadataRequest(), 9, 3);

        Assert.Equal(broker.Now + (5 * Second), broker.Connection.NextDeadline);
        Assert.False(broker.CanTake());

        Assert.Equal(ConnectionFaultKind.NotAuthenticated, broker.Connection.Fault?.Kind);
    }

    [Fact]
    public void Before_authentication_a_long_frame_is_not_received()
    {
        var options = new KafkaConnectionOptions { RequiresAuthentication = true, RequestBytesMaxBeforeAuthentication = 100 };
        using var refused = new BrokerSide(options);
        refused.Connection.Receive(Sample.Bytes("00000065"));
        Assert.False(refused.CanTake());
        Assert.Equal(ConnectionFaultKind.FrameTooLong, refused.Connection.Fault?.Kind);

        using var authenticated = new BrokerSide(options);
        authenticated.Connection.Authenticated();
        authenticated.Send(new MetadataRequest { Topics = [new() { Name = new('x', 200) }] }, 9);

        Assert.Equal(ApiKey.Metadata, authenticated.Take().Api.Key);
    }
}
