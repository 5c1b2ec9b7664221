using System.CommandLine;
using ActorBroker.Model;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Completion;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;
using ActorBroker.Wire.Messages;
using Spectre.Console;

namespace ActorBroker.Server.Topics;

/// <summary><c>actorbroker topic describe</c>.</summary>
internal static class TopicDescribeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var names = new Argument<string[]>("NAME") { Description = "The topics' names.", Arity = ArgumentArity.OneOrMore }.WithTopics(client);
        var command = new ClientCommand(
            client, "describe", "Tells topics' partitions, leaders, replicas, offsets, and what of their configuration somebody chose.", "topic describe orders")
        {
            names,
        };
        command.Does(async (parsed, context) =>
        {
            var topics = await new TopicDirectory(context.Cluster).FindAsync(parsed.GetValue(names)!.Distinct().ToArray(), context.Cancellation);
            var offsets = new OffsetReader(context.Cluster);
            var starts = await offsets.FindAsync(topics, OffsetReader.Earliest, context.Cancellation);
            var ends = await offsets.FindAsync(topics, OffsetReader.Latest, context.Cancellation);
            var described = new List<DescribedTopic>();
            foreach (var topic in topics)
                described.Add(new(topic, await ConfigsAsync(context, topic.Name!), [.. topic.Partitions.Select(partition => DescribedPartition.Of(topic.Name!, partition, starts, ends))]));
            context.Output.Write(described, console => Write(console, described));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<ConfigEntry>> ConfigsAsync(CommandContext context, string topic)
    {
        var entries = await new ConfigDirectory(context.Cluster).ReadAsync(ConfigResource.Topic(topic), context.Cancellation);
        return [.. entries.Where(entry => entry.IsChosen)];
    }

    private static void Write(IAnsiConsole console, List<DescribedTopic> topics)
    {
        foreach (var topic in topics)
        {
            console.WriteLine($"{topic.Name}{(topic.IsInternal ? " (internal)" : "")}  id {topic.TopicId}  {Counted.Of(topic.Records, "record")}");
            console.WriteLine();
            WritePartitions(console, topic);
            console.WriteLine();
            if (topic.Configs.Count == 0)
                continue;
            var configs = new TextTable("CONFIG", "VALUE", "SOURCE");
            foreach (var entry in topic.Configs)
                configs.Add(entry.Name, entry.Value, entry.Source);
            configs.WriteTo(console);
            console.WriteLine();
        }
    }

    private static void WritePartitions(IAnsiConsole console, DescribedTopic topic)
    {
        var table = new TextTable("PARTITION>", "LEADER>", "EPOCH>", "REPLICAS", "ISR", "START>", "END>", "RECORDS>", "STATE");
        foreach (var partition in topic.Partitions)
        {
            table.Add(
                partition.Partition, partition.Leader, partition.LeaderEpoch, string.Join(',', partition.Replicas), string.Join(',', partition.Isr),
                partition.Start, partition.End, partition.Records, partition.State);
        }

        table.WriteTo(console);
    }

    private sealed record DescribedTopic(string Name, string TopicId, bool IsInternal, IReadOnlyList<DescribedPartition> Partitions, IReadOnlyList<ConfigEntry> Configs)
    {
        public DescribedTopic(MetadataResponse.MetadataResponseTopic topic, IReadOnlyList<ConfigEntry> configs, IReadOnlyList<DescribedPartition> partitions)
            : this(topic.Name!, topic.TopicId.ToString(), topic.IsInternal, [.. partitions.OrderBy(partition => partition.Partition)], configs)
        {
        }

        /// <summary>Offsets between start and end: the records, but for those that compaction took and markers of transactions.</summary>
        public long Records => Partitions.Sum(partition => partition.Records ?? 0);
    }

    private sealed record DescribedPartition(int Partition, int? Leader, int LeaderEpoch, int[] Replicas, int[] Isr, int[] Offline, long? Start, long? End, string State)
    {
        public long? Records => End - Start;

        public static DescribedPartition Of(
            string topic,
            MetadataResponse.MetadataResponsePartition partition,
            IReadOnlyDictionary<TopicPartition, FoundOffset> starts,
            IReadOnlyDictionary<TopicPartition, FoundOffset> ends)
        {
            var id = new TopicPartition(topic, partition.PartitionIndex.Value);
            return new(
                id.Partition,
                partition.LeaderId.Value < 0 ? null : partition.LeaderId.Value,
                partition.LeaderEpoch.Value,
                [.. partition.ReplicaNodes.Select(node => node.Value)],
                [.. partition.IsrNodes.Select(node => node.Value)],
                [.. partition.OfflineReplicas.Select(node => node.Value)],
                starts[id].Error == ErrorCode.None ? starts[id].Offset : null,
                ends[id].Error == ErrorCode.None ? ends[id].Offset : null,
                PartitionHealth.Of(partition));
        }
    }
}
