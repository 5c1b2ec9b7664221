using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.ListOffsetsRequest;
using static ActorBroker.Wire.Messages.ListOffsetsResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>Tells a partition's ends, and the offset that belongs to a time (key 2; KIP-79, KIP-405, KIP-734, KIP-1005).</summary>
/// <remarks>Looked up on the disk executor, since a time may lie in files that are not in memory.</remarks>
internal sealed class ListOffsetsHandler : IRequestHandler
{
    private const long Latest = -1;
    private const long Earliest = -2;
    private const long LargestTimestamp = -3;
    private const long EarliestLocal = -4;
    private const long LatestTiered = -5;
    private const int RetriesMax = 3;
    private const short FirstVersionWithEpoch = 4;

    public ApiKey ApiKey => ApiKey.ListOffsets;

    public void Handle(RequestContext context) => context.Doors.Executor.Execute(() => Answer(context), context.CloseOnFailure);

    private static void Answer(RequestContext context)
    {
        var request = context.Body<ListOffsetsRequest>();
        var response = context.NewResponse<ListOffsetsResponse>();
        var level = request.IsolationLevel == 1 ? ReadLevel.Committed : ReadLevel.HighWatermark;
        foreach (var topic in request.Topics)
        {
            var answered = response.Topics.AddNew();
            answered.Name = topic.Name;
            foreach (var partition in topic.Partitions)
            {
                var result = answered.Partitions.AddNew();
                result.PartitionIndex = partition.PartitionIndex;
                result.ErrorCode = Answer(context, topic.Name, partition, level, result);
                if (context.Version < FirstVersionWithEpoch)
                    result.LeaderEpoch = LeaderEpoch.None;
            }
        }

        context.Respond(response);
    }

    private static ErrorCode Answer(
        RequestContext context, string topic, ListOffsetsPartition asked, ReadLevel level, ListOffsetsPartitionResponse result)
    {
        if (!context.Allows(AclOperation.Describe, ResourceType.Topic, topic))
            return ErrorCode.TopicAuthorizationFailed;

        var error = PartitionLookup.Find(context.Doors, context.Doors.Metadata.Image.Topics.Find(topic), asked.PartitionIndex, out var hosted);
        if (error != ErrorCode.None)
            return error;

        for (var attempt = 0; attempt < RetriesMax; attempt++)
        {
            var entry = hosted!.Entry;
            error = PartitionLookup.Check(entry, asked.CurrentLeaderEpoch);
            if (error != ErrorCode.None)
                return error;

            try
            {
                return Find(entry, asked.Timestamp, level, result);
            }
            catch (Exception exception) when (exception is SupersededException or LogDiskException { Error: LogDiskError.NotFound })
            {
                // The log was cut or compacted meanwhile: the newer view knows more.
            }
            catch (LogDiskException)
            {
                return ErrorCode.KafkaStorageError;
            }
            catch (CorruptBatchException)
            {
                return ErrorCode.CorruptMessage;
            }
        }

        return ErrorCode.KafkaStorageError;
    }

    private static ErrorCode Find(PartitionEntry entry, long timestamp, ReadLevel level, ListOffsetsPartitionResponse result)
    {
        var view = entry.View!;
        var end = entry.ReadableEnd(level);
        switch (timestamp)
        {
            case Latest:
                (result.Offset, result.LeaderEpoch) = (end, entry.LeaderEpoch);
                break;
            case Earliest or EarliestLocal:
                result.Offset = view.Bounds.Start;
                result.LeaderEpoch = view.EpochAt(view.Bounds.Start);
                break;
            case LargestTimestamp:
                Set(result, view, view.FindLargestTimestamp());
                break;
            case LatestTiered:
                break;
            case < 0:
                return ErrorCode.UnsupportedVersion;
            default:
                Set(result, view, view.FindTimestamp(timestamp, end));
                break;
        }

        return ErrorCode.None;
    }

    private static void Set(ListOffsetsPartitionResponse result, ReadView view, TimestampedOffset? found)
    {
        if (found is not { } record)
            return;

        (result.Offset, result.Timestamp) = (record.Offset, record.Timestamp);
        result.LeaderEpoch = view.EpochAt(record.Offset);
    }
}
