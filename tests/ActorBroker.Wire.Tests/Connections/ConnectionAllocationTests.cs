using ActorBroker.Wire.Messages;

namespace ActorBroker.Wire.Tests.Connections;

/// <summary>What a warm connection allocates.</summary>
public sealed class ConnectionAllocationTests
{
    private const int Rounds = 200;

    // The objects of one received and one outgoing block; nothing for topics, partitions or records.
    private const int BytesPerRequestMax = 256;

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Produce_allocates_a_little_for_each_request_and_nothing_for_each_partition(int partitions)
    {
        using var broker = new BrokerSide();
        var frame = Frames.Request(Produce(partitions), 9, 1);

        Assert.InRange(AllocatedBy(() => AnswerProduce(broker, frame)), 0, BytesPerRequestMax);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Fetch_allocates_a_little_for_each_request_and_nothing_for_each_partition(int partitions)
    {
        using var broker = new BrokerSide();
        var frame = Frames.Request(Fetch(partitions), 12, 1);

        Assert.InRange(AllocatedBy(() => AnswerFetch(broker, frame)), 0, BytesPerRequestMax);
    }

    private static double AllocatedBy(Action exchange)
    {
        void Exchanges()
        {
            for (var round = 0; round < Rounds; round++)
                exchange();
        }

        Exchanges();
        return (double)Allocations.Least(Exchanges, Rounds * BytesPerRequestMax) / Rounds;
    }

    private static ProduceRequest Produce(int partitions)
    {
        var request = new ProduceRequest { Acks = -1, TopicData = [new() { Name = "orders" }] };
        for (var index = 0; index < partitions; index++)
            request.TopicData[0].PartitionData.Add(new() { Index = new(index), Records = new(new byte[100]) });
        return request;
    }

    private static FetchRequest Fetch(int partitions)
    {
        var request = new FetchRequest { Topics = [new() { Topic = "orders" }] };
        for (var index = 0; index < partitions; index++)
            request.Topics[0].Partitions.Add(new() { Partition = new(index) });
        return request;
    }

    private static void AnswerProduce(BrokerSide broker, byte[] frame)
    {
        broker.Connection.Receive(frame);
        var request = broker.Take();
        var response = (ProduceResponse)broker.Connection.NewResponse(request);
        foreach (var topic in ((ProduceRequest)request.Body).TopicData)
        {
            var answer = response.Responses.AddNew();
            answer.Name = topic.Name;
            foreach (var partition in topic.PartitionData)
                answer.PartitionResponses.AddNew().Index = partition.Index;
        }

        broker.Connection.Respond(request, response, broker.Now);
        broker.Connection.Output.Sent(broker.Connection.Output.Count);
    }

    private static void AnswerFetch(BrokerSide broker, byte[] frame)
    {
        broker.Connection.Receive(frame);
        var request = broker.Take();
        var response = (FetchResponse)broker.Connection.NewResponse(request);
        foreach (var topic in ((FetchRequest)request.Body).Topics)
        {
            var answer = response.Responses.AddNew();
            answer.Topic = topic.Topic;
            foreach (var partition in topic.Partitions)
            {
                var part = answer.Partitions.AddNew();
                part.PartitionIndex = partition.Partition;
                part.Records = RecordBytes.Empty;
            }
        }

        broker.Connection.Respond(request, response, broker.Now);
        broker.Connection.Output.Sent(broker.Connection.Output.Count);
    }
}
