using ActorBroker.Model;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Wire.Tests.Connections;

/// <summary>Requests in, responses out.</summary>
public sealed class KafkaConnectionTests
{
    [Fact]
    public void A_request_comes_with_its_header_and_body()
    {
        using var broker = new BrokerSide();

        var request = broker.Take(new MetadataRequest { Topics = [new() { Name = "orders" }] }, version: 12, correlationId: 42);

        Assert.Equal(ApiKey.Metadata, request.Api.Key);
        Assert.Equal((12, 42, "test"), (request.Version, request.CorrelationId, request.ClientId));
        Assert.Equal("orders", Assert.IsType<MetadataRequest>(request.Body).Topics!.Single().Name);
    }

    [Fact]
    public void Requests_come_the_same_however_their_bytes_are_split()
    {
        byte[] bytes =
        [
            .. Frames.Request(new MetadataRequest { Topics = [new() { Name = "a" }] }, 9, 1),
            .. Frames.Request(new ListGroupsRequest { StatesFilter = ["Stable"] }, 4, 2),
        ];
        for (var split = 0; split <= bytes.Length; split++)
        {
            using var broker = new BrokerSide();
            var taken = new List<int>();
            foreach (var part in new[] { bytes[..split], bytes[split..] })
            {
                broker.Connection.Receive(part);
                while (broker.Connection.TryTake(broker.Now, out var request))
                    taken.Add(request.CorrelationId);
            }

            Assert.Equal([1, 2], taken);
        }
    }

    [Fact]
    public void Responses_leave_in_the_order_of_the_requests()
    {
        using var broker = new BrokerSide();
        var requests = Enumerable.Range(0, 5).Select(id => broker.Take(new HeartbeatRequest(), 4, id)).ToList();

        foreach (var index in new[] { 3, 1, 4 })
            broker.Respond(requests[index]);
        Assert.Empty(broker.SentFrames());
        broker.Respond(requests[0]);
        Assert.Equal([0, 1], broker.SentCorrelationIds());
        broker.Respond(requests[2]);

        Assert.Equal([2, 3, 4], broker.SentCorrelationIds());
    }

    [Fact]
    public void A_request_without_a_response_keeps_its_place_in_the_order()
    {
        using var broker = new BrokerSide();
        var first = broker.Take(new HeartbeatRequest(), 4, 1);
        var silent = broker.Take(new ProduceRequest { Acks = 0 }, 9, 2);
        var last = broker.Take(new HeartbeatRequest(), 4, 3);

        Assert.False(silent.WantsResponse);
        broker.Respond(last);
        broker.Connection.EndWithoutResponse(silent, broker.Now);
        broker.Respond(first);

        Assert.Equal([1, 3], broker.SentCorrelationIds());
    }

    [Fact]
    public void Records_of_a_request_are_slices_of_its_frame_until_it_is_answered()
    {
        using var broker = new BrokerSide();
        var produce = new ProduceRequest { Acks = -1, TopicData = [new() { Name = "t", PartitionData = [new() { Records = new(new byte[] { 1, 2, 3 }) }] }] };
        var request = broker.Take(produce, 9, 1);

        for (var id = 2; id < 50; id++)
            broker.Take(new MetadataRequest { Topics = [new() { Name = new('x', 3000) }] }, 9, id);

        var records = Assert.IsType<ProduceRequest>(request.Body).TopicData[0].PartitionData[0].Records;
        Assert.Equal([1, 2, 3], records.Memory.ToArray());
        broker.Respond(request);
        Assert.Throws<InvariantException>(() => request.Body);
    }

    [Fact]
    public void Leased_records_go_out_in_their_place_and_are_given_back()
    {
        using var broker = new BrokerSide();
        var lease = new TestLease([1, 2], [3]);
        var request = broker.Take(new FetchRequest(), 12, 9);
        var response = Assert.IsType<FetchResponse>(broker.Connection.NewResponse(request));
        var topic = response.Responses.AddNew();
        topic.Topic = "t";
        topic.Partitions.AddNew().Records = new(lease);
        topic.Partitions.AddNew().Records = new(new byte[] { 4 });

        broker.Connection.Respond(request, response, broker.Now);
        var read = MessageCodec.Read<FetchResponse>(broker.SentFrames().Single().AsMemory(5), 12);

        Assert.Equal([1, 2, 3], read.Responses[0].Partitions[0].Records.Memory.ToArray());
        Assert.Equal([4], read.Responses[0].Partitions[1].Records.Memory.ToArray());
        Assert.Equal(1, lease.Disposed);
    }

    [Fact]
    public void Leases_of_responses_that_wait_are_given_back_with_the_connection()
    {
        var broker = new BrokerSide();
        var lease = new TestLease([1]);
        broker.Take(new HeartbeatRequest(), 4, 1);
        var fetch = broker.Take(new FetchRequest(), 12, 2);
        broker.Connection.Respond(fetch, ResponseWith(lease), broker.Now);

        broker.Dispose();

        Assert.Equal(1, lease.Disposed);
    }

    [Fact]
    public void A_request_in_flight_keeps_its_records_when_the_connection_ends()
    {
        var broker = new BrokerSide();
        var produce = new ProduceRequest { Acks = -1, TopicData = [new() { Name = "t", PartitionData = [new() { Records = new(new byte[] { 1, 2, 3 }) }] }] };
        var request = broker.Take(produce, 9, 1);
        var records = ((ProduceRequest)request.Body).TopicData[0].PartitionData[0].Records.Memory;

        broker.Dispose();
        using (var other = new BrokerSide())
            other.Take(new MetadataRequest { Topics = [new() { Name = new('x', 3000) }] }, 9);

        Assert.Equal([1, 2, 3], records.ToArray());
        broker.Respond(request);
        Assert.Throws<InvariantException>(() => request.Body);
        Assert.Empty(broker.SentFrames());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Leases_of_a_response_that_comes_too_late_are_given_back(bool isDisposed)
    {
        using var broker = new BrokerSide();
        var lease = new TestLease([1]);
        var fetch = broker.Take(new FetchRequest(), 12, 2);
        if (isDisposed)
            broker.Connection.Dispose();
        else
            broker.Connection.Receive(Support.Sample.Bytes("ffffffff"));
        Assert.False(broker.CanTake());

        broker.Connection.Respond(fetch, ResponseWith(lease), broker.Now);

        Assert.Equal(1, lease.Disposed);
        Assert.Empty(broker.SentFrames());
    }

    [Fact]
    public void A_response_that_its_version_cannot_say_is_a_fault_and_its_leases_are_given_back()
    {
        using var broker = new BrokerSide();
        var lease = new TestLease([1]);
        var fetch = broker.Take(new FetchRequest(), 11, 2);
        var response = ResponseWith(lease);
        response.NodeEndpoints.AddNew();

        broker.Connection.Respond(fetch, response, broker.Now);

        Assert.Equal(ConnectionFaultKind.UnwritableResponse, broker.Connection.Fault?.Kind);
        Assert.Equal(1, lease.Disposed);
        Assert.Empty(broker.SentFrames());
    }

    [Fact]
    public void A_response_of_another_API_breaks_an_invariant()
    {
        using var broker = new BrokerSide();
        var request = broker.Take(new HeartbeatRequest(), 4);

        Assert.Throws<InvariantException>(() => broker.Connection.Respond(request, new MetadataResponse(), broker.Now));
    }

    private static FetchResponse ResponseWith(TestLease lease) =>
        new() { Responses = [new() { Topic = "t", Partitions = [new() { Records = new(lease) }] }] };
}
