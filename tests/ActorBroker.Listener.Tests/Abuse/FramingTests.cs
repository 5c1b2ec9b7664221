using System.Buffers.Binary;
using System.Text;
using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests.Abuse;

/// <summary>Connections that speak no Kafka, or too little of it: closed, without memory for what they only announce, and nobody else notices.</summary>
public sealed class FramingTests() : ListenerKit(
    new KafkaConnectionOptions { HandshakeTimeout = TimeSpan.FromSeconds(2) }, connectionsPerAddressMax: 3)
{
    /// <summary>ApiVersions, version 0, correlation id 7, no client id.</summary>
    private static readonly byte[] ApiVersions = Convert.FromHexString("0000000A" + "0012" + "0000" + "00000007" + "FFFF");

    /// <summary>An ApiVersions request's answer, without its body.</summary>
    private const int HeadBytes = 8;

    [Theory]
    [InlineData("FFFFFFFF")]
    [InlineData("80000000")]
    [InlineData("7FFFFFFF")]
    [InlineData("06400001")]
    [InlineData("00000000")]
    [InlineData("0000000100")]
    [InlineData("00000003001200")]
    [InlineData("0000000AFFFF000000000007FFFF")]
    [InlineData("0000000A7FFF000000000007FFFF")]
    [InlineData("0000000A0003270F00000007FFFF")]
    [InlineData("0000000A0012000000000007FFFE")]
    [InlineData("0000000E0003000000000007FFFF7FFFFFFF")]
    [InlineData("0000000E0003000100000007FFFFFFFFFFFE")]
    [InlineData("474554202F20485454502F312E310D0A0D0A")]
    [InlineData("16030100A5010000A1030300000000000000")]
    public void What_is_no_request_closes_its_connection_and_no_other(string bytes)
    {
        var other = Connect();
        using var client = new RawClient(EndPoint);

        client.Send(Convert.FromHexString(bytes));

        Assert.True(client.ReceiveToEnd() is null or []);
        CreateTopic(other, "orders");
        Assert.Equal(ErrorCode.None, Result(other.Ask<ProduceResponse>(Produce("orders", Batch("a")))).ErrorCode);
        Assert.Equal(0, Doors.Credit.BytesInFlight);
    }

    [Fact]
    public void A_client_that_begins_a_request_and_falls_silent_is_closed_at_the_deadline()
    {
        using var client = new RawClient(EndPoint);

        client.Send(ApiVersions.AsSpan(0, 9));

        Assert.True(client.ReceiveToEnd() is null or []);
        AwaitCondition(() => Listener.ConnectionCount == 0);
    }

    [Fact]
    public void A_request_that_comes_byte_by_byte_is_answered()
    {
        using var client = new RawClient(EndPoint);

        for (var index = 0; index < ApiVersions.Length; index++)
            client.Send(ApiVersions.AsSpan(index, 1));

        Assert.Equal(7, BinaryPrimitives.ReadInt32BigEndian(client.Receive(HeadBytes).AsSpan(4)));
    }

    [Fact]
    public void A_client_that_resets_the_connection_in_the_middle_of_a_request_leaves_nothing_behind()
    {
        var client = new RawClient(EndPoint);
        client.Send(ApiVersions);
        client.Send(Convert.FromHexString("000FFFFF0000"));
        client.Receive(HeadBytes);

        client.Reset();

        AwaitCondition(() => Listener.ConnectionCount == 0 && Doors.Credit.BytesInFlight == 0);
    }

    [Fact]
    public void A_client_that_never_reads_is_not_read_from_any_more_and_gets_all_its_answers_later()
    {
        using var client = new RawClient(EndPoint);
        var requests = Enumerable.Repeat(ApiVersions, 1_000).SelectMany(bytes => bytes).ToArray();

        var taken = client.SendWhileTaken(requests) / ApiVersions.Length;

        Assert.InRange(Doors.Credit.BytesInFlight, 0, 1_000_000);
        var first = client.Receive(HeadBytes);
        var bodyBytes = BinaryPrimitives.ReadInt32BigEndian(first) - 4;
        client.Receive(bodyBytes);
        for (var answer = 1; answer < taken; answer++)
            Assert.Equal(first, client.Receive(HeadBytes + bodyBytes).AsSpan(0, HeadBytes).ToArray());
    }

    [Fact]
    public void Connections_beyond_the_limit_of_an_address_are_closed_at_once_and_free_ones_are_taken_again()
    {
        var first = new RawClient(EndPoint);
        using var second = new RawClient(EndPoint);
        using var third = new RawClient(EndPoint);
        AwaitCondition(() => Listener.ConnectionCount == 3);

        using (var fourth = new RawClient(EndPoint))
            Assert.True(fourth.ReceiveToEnd() is null or []);

        first.Dispose();
        AwaitCondition(() => Listener.ConnectionCount < 3);
        using var fifth = new RawClient(EndPoint);
        fifth.Send(ApiVersions);
        Assert.Equal(7, BinaryPrimitives.ReadInt32BigEndian(fifth.Receive(HeadBytes).AsSpan(4)));
    }

    [Fact]
    public void A_length_costs_no_memory_before_its_bytes_come()
    {
        using var client = new RawClient(EndPoint);
        client.Send(ApiVersions);
        client.Receive(HeadBytes);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        client.Send(Convert.FromHexString("06000000"));
        client.Send(Encoding.ASCII.GetBytes("no more than this"));
        AwaitCondition(() => Listener.ConnectionCount == 1);

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 4_000_000);
    }
}
