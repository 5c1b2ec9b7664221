using System.CommandLine;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Topics;

/// <summary><c>actorbroker topic ls</c>.</summary>
internal static class TopicListCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var pattern = new Argument<string?>("NAME") { Description = "Only topics whose name has this in it.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--internal", "-i") { Description = "Internal topics too, such as __consumer_offsets." };
        var command = new ClientCommand(client, "ls", "Lists topics.", "topic ls", "topic ls -i -o json") { pattern, all };
        command.Aliases.Add("list");
        command.Does(async (parsed, context) =>
        {
            var topics = await new TopicDirectory(context.Cluster).AllAsync(context.Cancellation);
            var part = parsed.GetValue(pattern) ?? "";
            Write(context, [.. topics
                .Where(topic => parsed.GetValue(all) || !topic.IsInternal)
                .Where(topic => topic.Name!.Contains(part, StringComparison.OrdinalIgnoreCase))
                .Select(ListedTopic.Of)]);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(CommandContext context, ListedTopic[] topics) => context.Output.Write(topics, console =>
    {
        var table = new TextTable("TOPIC", "PARTITIONS>", "REPLICAS>", "HEALTH");
        foreach (var topic in topics)
            table.Add(topic.Name, topic.Partitions, topic.ReplicationFactor, topic.Health);
        table.WriteTo(console);
    });

    private sealed record ListedTopic(string Name, string TopicId, int Partitions, int ReplicationFactor, bool IsInternal, int Offline, int UnderReplicated)
    {
        public string Health => (Offline, UnderReplicated) switch
        {
            (0, 0) => "ok",
            (0, _) => $"{UnderReplicated} under-replicated",
            _ => $"{Offline} offline",
        };

        public static ListedTopic Of(MetadataResponse.MetadataResponseTopic topic) => new(
            topic.Name!,
            topic.TopicId.ToString(),
            topic.Partitions.Count,
            topic.Partitions.Select(partition => partition.ReplicaNodes.Count).DefaultIfEmpty().Max(),
            topic.IsInternal,
            topic.Partitions.Count(partition => PartitionHealth.Of(partition) == PartitionHealth.Offline),
            topic.Partitions.Count(partition => PartitionHealth.Of(partition) == PartitionHealth.UnderReplicated));
    }
}
