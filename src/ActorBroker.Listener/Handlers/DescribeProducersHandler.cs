using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using Akka.Actor;
using static ActorBroker.Wire.Messages.DescribeProducersResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>Tells which producers write to partitions (key 61, KIP-664); a follower's replica tells it, too.</summary>
internal sealed class DescribeProducersHandler : IRequestHandler
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public ApiKey ApiKey => ApiKey.DescribeProducers;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var response = context.NewResponse<DescribeProducersResponse>();
        var queries = new List<(PartitionResponse Result, Task<ProducersAnswer> Answer)>();
        foreach (var topic in context.Body<DescribeProducersRequest>().Topics)
        {
            var described = response.Topics.AddNew();
            described.Name = topic.Name;
            foreach (var index in topic.PartitionIndexes)
            {
                var result = described.Partitions.AddNew();
                result.PartitionIndex = index;
                queries.Add((result, AskAsync(context, topic.Name, index)));
            }
        }

        foreach (var (result, query) in queries)
            Fill(result, await query);
        context.Respond(response);
    }

    private static async Task<ProducersAnswer> AskAsync(RequestContext context, string topic, PartitionIndex index)
    {
        if (!context.Allows(AclOperation.Read, ResourceType.Topic, topic))
            return ProducersAnswer.Refused(ErrorCode.TopicAuthorizationFailed);

        var error = PartitionLookup.Find(context.Doors, context.Doors.Metadata.Image.Topics.Find(topic), index, out var hosted);
        if (error != ErrorCode.None)
            return ProducersAnswer.Refused(error);

        try
        {
            return await hosted!.Actor.Ask<ProducersAnswer>(ProducersQuery.Instance, Timeout);
        }
        catch (AskTimeoutException)
        {
            return ProducersAnswer.Refused(ErrorCode.RequestTimedOut);
        }
    }

    private static void Fill(PartitionResponse result, ProducersAnswer answer)
    {
        result.ErrorCode = answer.Error;
        foreach (var producer in answer.Producers)
        {
            var state = result.ActiveProducers.AddNew();
            (state.ProducerId, state.ProducerEpoch, state.LastSequence) = (producer.Producer, producer.Epoch.Value, producer.LastSequence.Value);
            (state.LastTimestamp, state.CoordinatorEpoch) = (producer.LastTimestamp, producer.CoordinatorEpoch);
            state.CurrentTxnStartOffset = producer.TransactionFirstOffset;
        }
    }
}
