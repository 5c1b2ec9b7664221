using System.CommandLine;
using ActorBroker.Model;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Topics;

/// <summary><c>actorbroker topic create</c>.</summary>
internal static class TopicCreateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var names = new Argument<string[]>("NAME") { Description = "The topics' names: letters, digits, '.', '_' and '-', at most 249.", Arity = ArgumentArity.OneOrMore };
        var partitions = new Option<int?>("--partitions", "-p") { Description = "How many partitions; the broker's num.partitions when not said.", HelpName = "N" };
        var replicas = new Option<short?>("--replication-factor", "-r") { Description = "How many brokers keep each partition; the broker's default when not said.", HelpName = "N" };
        var configs = new Option<string[]>("--config", "-c") { Description = "An entry of the topic's configuration; may be said more than once.", HelpName = "KEY=VALUE" };
        var ifNotExists = new Option<bool>("--if-not-exists") { Description = "A topic that is there already is no error; it is left as it is." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Let the broker say whether it would, and create nothing." };
        var command = new ClientCommand(
            client, "create", "Creates topics.", "topic create orders", "topic create orders -p 12 -r 3 -c retention.ms=86400000 --if-not-exists")
        {
            names, partitions, replicas, configs, ifNotExists, dryRun,
        };
        command.Does((parsed, context) =>
        {
            var request = new CreateTopicsRequest { TimeoutMs = (int)context.Cluster.Options.Timeout.TotalMilliseconds, ValidateOnly = parsed.GetValue(dryRun) };
            var entries = Assignments.Parse("--config", parsed.GetValue(configs));
            foreach (var name in parsed.GetValue(names)!.Distinct())
                Add(request, name, parsed.GetValue(partitions) ?? -1, parsed.GetValue(replicas) ?? -1, entries);
            return CreateAsync(context, request, parsed.GetValue(ifNotExists));
        });
        return command;
    }

    private static void Add(CreateTopicsRequest request, string name, int partitions, short replicas, IReadOnlyList<(string Key, string Value)> entries)
    {
        var topic = request.Topics.AddNew();
        topic.Name = name;
        topic.NumPartitions = partitions;
        topic.ReplicationFactor = replicas;
        foreach (var (key, value) in entries)
            topic.Configs.Add(new CreateTopicsRequest.CreatableTopicConfig { Name = key, Value = value });
    }

    private static async Task<int> CreateAsync(CommandContext context, CreateTopicsRequest request, bool ifNotExists)
    {
        var response = await context.Cluster.AskControllerAsync<CreateTopicsResponse>(request, Check, context.Cancellation);

        var outcomes = new Outcomes(context.Output);
        var created = new List<CreatedTopic>();
        foreach (var topic in response.Topics)
        {
            var isThere = topic.ErrorCode == ErrorCode.TopicAlreadyExists;
            if (isThere && ifNotExists)
                context.Output.Say($"Topic '{topic.Name}' is there already.");
            else if (!outcomes.Take(topic.ErrorCode, $"topic '{topic.Name}'", isThere ? null : topic.ErrorMessage))
                continue;
            created.Add(new CreatedTopic(topic.Name, !isThere && !request.ValidateOnly, Known(topic.NumPartitions), Known(topic.ReplicationFactor)));
        }

        Write(context, created, request.ValidateOnly);
        return outcomes.ExitCode;
    }

    // Asks again only when nothing of the request was done.
    private static void Check(CreateTopicsResponse response)
    {
        if (response.Topics.All(topic => topic.ErrorCode.IsRetriable()) && response.Topics is [var first, ..])
            throw new BrokerErrorException(first.ErrorCode, $"topic '{first.Name}'", first.ErrorMessage);
    }

    private static int? Known(int count) => count < 0 ? null : count;

    private static void Write(CommandContext context, List<CreatedTopic> topics, bool isDryRun) => context.Output.Write(topics, console =>
    {
        var table = new TextTable("TOPIC", "STATUS", "PARTITIONS>", "REPLICAS>");
        foreach (var topic in topics)
            table.Add(topic.Name, topic.Created ? "created" : isDryRun ? "would be created" : "exists", topic.Partitions, topic.ReplicationFactor);
        if (topics.Count > 0)
            table.WriteTo(console);
    });

    private sealed record CreatedTopic(string Name, bool Created, int? Partitions, int? ReplicationFactor);
}
