using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using Akka.Actor;
using static ActorBroker.Wire.Messages.DeleteRecordsRequest;
using static ActorBroker.Wire.Messages.DeleteRecordsResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>Moves partitions' starts up (key 21).</summary>
internal sealed class DeleteRecordsHandler : IRequestHandler
{
    private static readonly TimeSpan TimeoutMax = TimeSpan.FromMinutes(10);

    public ApiKey ApiKey => ApiKey.DeleteRecords;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<Wire.Messages.DeleteRecordsRequest>();
        var response = context.NewResponse<DeleteRecordsResponse>();
        var timeout = TimeSpan.FromMilliseconds(Math.Clamp(request.TimeoutMs, 1, TimeoutMax.TotalMilliseconds));
        var deletions = new List<(DeleteRecordsPartitionResult Result, Task<DeleteRecordsAnswer> Answer)>();
        foreach (var topic in request.Topics)
        {
            var deleted = response.Topics.AddNew();
            deleted.Name = topic.Name;
            foreach (var partition in topic.Partitions)
            {
                var result = deleted.Partitions.AddNew();
                result.PartitionIndex = partition.PartitionIndex;
                deletions.Add((result, DeleteAsync(context, topic.Name, partition, timeout)));
            }
        }

        foreach (var (result, deletion) in deletions)
        {
            var answer = await deletion;
            (result.ErrorCode, result.LowWatermark) = (answer.Error, answer.LowWatermark);
        }

        context.Respond(response);
    }

    private static async Task<DeleteRecordsAnswer> DeleteAsync(RequestContext context, string topic, DeleteRecordsPartition partition, TimeSpan timeout)
    {
        if (!context.Allows(AclOperation.Delete, ResourceType.Topic, topic))
            return Refused(ErrorCode.TopicAuthorizationFailed);

        var known = context.Doors.Metadata.Image.Topics.Find(topic);
        var error = PartitionLookup.Find(context.Doors, known, partition.PartitionIndex, out var hosted);
        if (error != ErrorCode.None)
            return Refused(error);
        if (!DeletesByPolicy(context.Doors, topic))
            return Refused(ErrorCode.PolicyViolation);

        try
        {
            return await hosted!.Actor.Ask<DeleteRecordsAnswer>(new Broker.Doors.DeleteRecordsRequest(partition.Offset), timeout);
        }
        catch (AskTimeoutException)
        {
            return Refused(ErrorCode.RequestTimedOut);
        }
    }

    /// <summary>False for a topic that is only compacted: each key's last record is there to stay.</summary>
    private static bool DeletesByPolicy(BrokerDoors doors, string topic)
    {
        var policy = doors.Configs.Resolve(TopicConfigs.Find("cleanup.policy")!, topic, doors.Metadata.Image).Value;
        return ConfigDefinition.Split(policy).Contains("delete");
    }

    private static DeleteRecordsAnswer Refused(ErrorCode error) => new(error, Offset.None);
}
