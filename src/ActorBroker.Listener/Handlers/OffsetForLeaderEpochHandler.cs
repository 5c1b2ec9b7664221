using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Reading;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.OffsetForLeaderEpochRequest;
using static ActorBroker.Wire.Messages.OffsetForLeaderEpochResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>Tells where leader epochs ended (key 23, KIP-101, KIP-320).</summary>
internal sealed class OffsetForLeaderEpochHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.OffsetForLeaderEpoch;

    public void Handle(RequestContext context)
    {
        var response = context.NewResponse<OffsetForLeaderEpochResponse>();
        foreach (var topic in context.Body<OffsetForLeaderEpochRequest>().Topics)
        {
            var answered = response.Topics.AddNew();
            answered.Topic = topic.Topic;
            foreach (var partition in topic.Partitions)
                Answer(context, topic.Topic, partition, answered.Partitions.AddNew());
        }

        context.Respond(response);
    }

    private static void Answer(RequestContext context, string topic, OffsetForLeaderPartition asked, EpochEndOffset result)
    {
        result.Partition = asked.Partition;
        if (!context.Allows(AclOperation.Describe, ResourceType.Topic, topic))
        {
            result.ErrorCode = ErrorCode.TopicAuthorizationFailed;
            return;
        }

        result.ErrorCode = PartitionLookup.Find(context.Doors, context.Doors.Metadata.Image.Topics.Find(topic), asked.Partition, out var hosted);
        var entry = hosted?.Entry;
        if (entry is not null)
            result.ErrorCode = PartitionLookup.Check(entry, asked.CurrentLeaderEpoch);
        if (result.ErrorCode != ErrorCode.None)
            return;

        try
        {
            var end = EndOf(asked.LeaderEpoch, entry!);
            (result.LeaderEpoch, result.EndOffset) = (end.Epoch, end.End);
        }
        catch (Exception exception) when (exception is LogDiskException or SupersededException)
        {
            result.ErrorCode = ErrorCode.KafkaStorageError;
        }
    }

    // The present epoch ends where the log does, whether it has records or not; of a later one nobody here knows.
    private static EpochEnd EndOf(LeaderEpoch epoch, PartitionEntry entry)
    {
        var view = entry.View!;
        if (epoch > entry.LeaderEpoch)
            return EpochEnd.None;
        return epoch == entry.LeaderEpoch ? new EpochEnd(epoch, view.Bounds.End) : view.EndOffsetFor(epoch);
    }
}
