using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.DescribeLogDirsResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>
/// Tells what lies in this broker's log directories, and how large it is (key 35). It may ask the disk, and so runs where disks are waited for. A directory
/// that failed is told with its error, and nothing of what lies in it.
/// </summary>
internal sealed class DescribeLogDirsHandler : IRequestHandler
{
    private const long Unknown = -1;

    public ApiKey ApiKey => ApiKey.DescribeLogDirs;

    public void Handle(RequestContext context)
    {
        if (context.Allows(AclOperation.Describe, ResourceType.Cluster, AclResources.Cluster))
        {
            context.Doors.Executor.Execute(() => Answer(context), context.CloseOnFailure);
            return;
        }

        var refusal = context.NewResponse<DescribeLogDirsResponse>();
        refusal.ErrorCode = ErrorCode.ClusterAuthorizationFailed;
        context.Respond(refusal);
    }

    private static void Answer(RequestContext context)
    {
        var response = context.NewResponse<DescribeLogDirsResponse>();
        var wanted = Wanted(context).ToList();
        foreach (var directory in context.Doors.LogDirectories?.All ?? [])
        {
            var result = response.Results.AddNew();
            result.LogDir = directory.Path;
            try
            {
                Describe(result, directory, wanted);
            }
            catch (LogDiskException)
            {
                result.Topics.Clear();
                result.ErrorCode = ErrorCode.KafkaStorageError;
            }
        }

        context.Respond(response);
    }

    /// <summary>The partitions of this broker that are asked for, with their topics' names.</summary>
    private static IEnumerable<(string Topic, HostedPartition Partition)> Wanted(RequestContext context)
    {
        var topics = context.Doors.Metadata.Image.Topics;
        if (context.Body<DescribeLogDirsRequest>().Topics is { } asked)
        {
            foreach (var topic in asked.DistinctBy(topic => topic.Topic))
            {
                foreach (var index in topic.Partitions.Distinct())
                {
                    if (PartitionLookup.Find(context.Doors, topics.Find(topic.Topic), index, out var hosted) == ErrorCode.None)
                        yield return (topic.Topic, hosted!);
                }
            }

            yield break;
        }

        foreach (var hosted in context.Doors.Partitions.All.OrderBy(hosted => hosted.Id.Index.Value).GroupBy(hosted => hosted.Id.Topic).SelectMany(group => group))
        {
            if (topics.Find(hosted.Id.Topic) is { } topic)
                yield return (topic.Name, hosted);
        }
    }

    private static void Describe(DescribeLogDirsResult result, LogDirectory directory, List<(string Topic, HostedPartition Partition)> wanted)
    {
        (result.TotalBytes, result.UsableBytes) = (Unknown, Unknown);
        if (directory.Failure is { } failure)
            throw failure;

        if (directory.MeasureSpace() is { } space)
            (result.TotalBytes, result.UsableBytes) = (space.TotalBytes, space.UsableBytes);
        DescribeLogDirsTopic? topic = null;
        foreach (var (name, partition) in wanted)
        {
            if (!directory.Contains(partition.Id) || partition.MeasureBytes() is not { } bytes)
                continue;
            if (topic?.Name != name)
            {
                topic = result.Topics.AddNew();
                topic.Name = name;
            }

            var described = topic.Partitions.AddNew();
            (described.PartitionIndex, described.PartitionSize) = (partition.Id.Index, bytes);
        }
    }
}
