using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace ActorBroker.ConfluentClient;

/// <summary>Administers topics and groups, and prints each answer behind the name of the step and a colon.</summary>
internal sealed class Administration
{
    private const string Topic = "cn-orders";
    private const string Group = "cn-group";

    private readonly IAdminClient _client;
    private readonly string _broker;

    /// <param name="broker">The broker's address.</param>
    public Administration(string broker)
    {
        _broker = broker;
        _client = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker }).Build();
    }

    /// <summary>All of it.</summary>
    public async Task<int> RunAsync()
    {
        using (_client)
        {
            await AdministerTopicsAsync();
            await ConfigureAsync();
            await AdministerRecordsAsync();
            await AdministerGroupAsync();
            await AnswerAsync("deleted", () => _client.DeleteTopicsAsync([Topic]));
            await AnswerAsync("deleted twice", () => _client.DeleteTopicsAsync([Topic]));
        }

        return 0;
    }

    private async Task AdministerTopicsAsync()
    {
        await CreateAsync("created", Topic, 3, new() { ["retention.ms"] = "3600000" });
        await CreateAsync("created twice", Topic, 3);
        await CreateAsync("no partitions", "cn-none", 0);
        await CreateAsync("bad name", "cn orders", 1);
        await CreateAsync("unknown config", "cn-unknown", 1, new() { ["colour"] = "red" });
        await DescribeAsync("described", 3);
        await AnswerAsync("more partitions", () => GrowAsync(Topic, 5));
        await AnswerAsync("fewer partitions", () => GrowAsync(Topic, 2));
        await AnswerAsync("partitions of nothing", () => GrowAsync("cn-nothing", 2));
        await DescribeAsync("grown", 5);
        var cluster = await _client.DescribeClusterAsync();
        Say("cluster", $"{cluster.Nodes.Count} nodes, controller is one of them: {cluster.Nodes.Any(node => node.Id == cluster.Controller?.Id)}");
    }

    private async Task ConfigureAsync()
    {
        await AnswerAsync("altered", () => AlterAsync(Topic, "max.message.bytes", "70000", AlterConfigOpType.Set));
        await AnswerAsync("appended", () => AlterAsync(Topic, "cleanup.policy", "compact", AlterConfigOpType.Append));
        await AnswerAsync("subtracted", () => AlterAsync(Topic, "cleanup.policy", "compact", AlterConfigOpType.Subtract));
        await AnswerAsync("back to the default", () => AlterAsync(Topic, "retention.ms", "", AlterConfigOpType.Delete));
        await AnswerAsync("altered badly", () => AlterAsync(Topic, "segment.bytes", "few", AlterConfigOpType.Set));
        await AnswerAsync("altered nothing", () => AlterAsync("cn-nothing", "segment.bytes", "2000000", AlterConfigOpType.Set));
        var resource = new ConfigResource { Type = ResourceType.Topic, Name = Topic };
        var entries = (await Settled.AskAsync(
            async () => (await _client.DescribeConfigsAsync([resource])).Single().Entries, entries => entries["retention.ms"].Source == ConfigSource.DefaultConfig)).Values;
        foreach (var entry in entries.Where(entry => entry.Source == ConfigSource.DynamicTopicConfig).OrderBy(entry => entry.Name, StringComparer.Ordinal))
            Say("configs", $"{entry.Name}={entry.Value} read-only {entry.IsReadOnly} sensitive {entry.IsSensitive} default {entry.IsDefault}");
    }

    private async Task AdministerRecordsAsync()
    {
        using (var producer = new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = _broker }).Build())
        {
            for (var number = 0; number < 10; number++)
                await producer.ProduceAsync(new TopicPartition(Topic, 0), new Message<string, string> { Key = $"{number}", Value = $"{number}", Timestamp = new Timestamp(1_700_000_000_000 + number, TimestampType.CreateTime) });
        }

        await OffsetsAsync("earliest", OffsetSpec.Earliest());
        await OffsetsAsync("latest", OffsetSpec.Latest());
        await OffsetsAsync("largest time", OffsetSpec.MaxTimestamp());
        await OffsetsAsync("by time", OffsetSpec.ForTimestamp(1_700_000_000_004));
        await AnswerAsync("records deleted", () => _client.DeleteRecordsAsync([new(Topic, 0, 4)]));
        await AnswerAsync("records beyond the end", () => _client.DeleteRecordsAsync([new(Topic, 0, 40)]));
        await OffsetsAsync("earliest then", OffsetSpec.Earliest());
    }

    private async Task AdministerGroupAsync()
    {
        await AnswerAsync("set offsets", () => _client.AlterConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitionOffsets(Group, [new(Topic, 0, 7), new(Topic, 1, 0)])]));
        var committed = (await _client.ListConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitions(Group, null)])).Single();
        foreach (var partition in committed.Partitions.OrderBy(partition => partition.Partition.Value))
            Say("offsets", $"{partition.Partition.Value} {partition.Offset.Value} {partition.Error.Code}");
        var listed = await Settled.AskAsync(async () => (await _client.ListConsumerGroupsAsync()).Valid.Find(group => group.GroupId == Group), found => found is not null);
        Say("listed", $"{listed?.State} simple {listed?.IsSimpleConsumerGroup} {listed?.Type}");
        foreach (var group in (await DescribedAsync()).ConsumerGroupDescriptions)
            Say("group", $"{group.GroupId} {group.Error.Code} {group.State} simple {group.IsSimpleConsumerGroup} '{group.PartitionAssignor}' {group.Members.Count}");
        await AnswerAsync("deleted offsets", () => _client.DeleteConsumerGroupOffsetsAsync(Group, [new TopicPartition(Topic, 0)]));
        await AnswerAsync("deleted group", () => _client.DeleteGroupsAsync([Group]));
        await AnswerAsync("deleted nobody", () => _client.DeleteGroupsAsync(["cn-nobody"]));
    }

    private Task<DescribeConsumerGroupsResult> DescribedAsync() => _client.DescribeConsumerGroupsAsync([Group]);

    private Task CreateAsync(string step, string topic, int partitions, Dictionary<string, string>? configs = null) => AnswerAsync(
        step, () => _client.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = 1, Configs = configs }]));

    private Task GrowAsync(string topic, int count) => _client.CreatePartitionsAsync([new PartitionsSpecification { Topic = topic, IncreaseTo = count }]);

    private Task<List<IncrementalAlterConfigsResult>> AlterAsync(string topic, string name, string value, AlterConfigOpType operation) => _client.IncrementalAlterConfigsAsync(new()
    {
        [new ConfigResource { Type = ResourceType.Topic, Name = topic }] = [new ConfigEntry { Name = name, Value = value, IncrementalOperation = operation }],
    });

    private async Task DescribeAsync(string step, int partitions)
    {
        var topics = TopicCollection.OfTopicNames([Topic]);
        var told = await Settled.AskAsync(async () => (await _client.DescribeTopicsAsync(topics)).TopicDescriptions.Single(), told => told.Partitions.Count == partitions);
        foreach (var partition in told.Partitions.OrderBy(partition => partition.Partition))
            Say(step, $"{partition.Partition} leader {partition.Leader?.Id} replicas {partition.Replicas.Count} in sync {partition.ISR.Count}");
    }

    private async Task OffsetsAsync(string step, OffsetSpec spec)
    {
        var listed = await _client.ListOffsetsAsync([new() { TopicPartition = new(Topic, 0), OffsetSpec = spec }]);
        var found = listed.ResultInfos.Single();
        Say(step, $"{found.TopicPartitionOffsetError.Offset.Value} at {found.Timestamp} {found.TopicPartitionOffsetError.Error.Code}");
    }

    /// <summary>Prints that it was done, or the errors' codes.</summary>
    private static async Task AnswerAsync(string step, Func<Task> call)
    {
        try
        {
            await call();
            Say(step, "done");
        }
        catch (KafkaException failure)
        {
            Say(step, Errors.Of(failure));
        }
    }

    private static void Say(string step, string answer) => Console.WriteLine($"{step}: {answer}");
}
