using System.CommandLine;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Completion;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Topics;

/// <summary><c>actorbroker topic alter</c>.</summary>
internal static class TopicAlterCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var name = new Argument<string>("NAME") { Description = "The topic's name." }.WithTopics(client);
        var partitions = new Option<int?>("--partitions", "-p") { Description = "How many partitions it is to have in all. Keys may then go to other partitions than before.", HelpName = "N" };
        var set = new Option<string[]>("--config", "-c") { Description = "An entry of its configuration to set; may be said more than once.", HelpName = "KEY=VALUE" };
        var unset = new Option<string[]>("--unset") { Description = "An entry to give back to the default; may be said more than once.", HelpName = "KEY" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Let the broker say whether it would, and change nothing." };
        var command = new ClientCommand(
            client, "alter", "Adds partitions to a topic, and changes its configuration.", "topic alter orders -p 12", "topic alter orders -c retention.ms=3600000 --unset segment.bytes")
        {
            name, partitions, set, unset, dryRun,
        };
        command.Does(async (parsed, context) =>
        {
            var changes = Assignments.Parse("--config", parsed.GetValue(set)).Select(entry => (entry.Key, (string?)entry.Value))
                .Concat((parsed.GetValue(unset) ?? []).Select(key => (key, (string?)null))).ToArray();
            if (changes.Length == 0 && parsed.GetValue(partitions) is null)
                throw new UsageException("Nothing to alter: say --partitions N, --config KEY=VALUE or --unset KEY.");

            var topic = await new TopicDirectory(context.Cluster).FindAsync(parsed.GetValue(name)!, context.Cancellation);
            if (changes.Length > 0)
                await new ConfigDirectory(context.Cluster).ChangeAsync(ConfigResource.Topic(topic.Name!), changes, parsed.GetValue(dryRun), context.Cancellation);
            if (parsed.GetValue(partitions) is { } count)
                await AddPartitionsAsync(context, topic.Name!, count, parsed.GetValue(dryRun));
            Write(context, new AlteredTopic(topic.Name!, !parsed.GetValue(dryRun), parsed.GetValue(partitions) ?? topic.Partitions.Count, changes.ToDictionary()));
            return ExitCode.Done;
        });
        return command;
    }

    private static Task<CreatePartitionsResponse> AddPartitionsAsync(CommandContext context, string topic, int count, bool isDryRun)
    {
        var request = new CreatePartitionsRequest { TimeoutMs = (int)context.Cluster.Options.Timeout.TotalMilliseconds, ValidateOnly = isDryRun };
        request.Topics.Add(new CreatePartitionsRequest.CreatePartitionsTopic { Name = topic, Count = count, Assignments = null });
        return context.Cluster.AskControllerAsync<CreatePartitionsResponse>(request, Check, context.Cancellation);
    }

    private static void Check(CreatePartitionsResponse response)
    {
        foreach (var topic in response.Results)
            BrokerErrorException.ThrowIf(topic.ErrorCode, $"topic '{topic.Name}'", topic.ErrorMessage);
    }

    private static void Write(CommandContext context, AlteredTopic topic) => context.Output.Write(topic, console =>
    {
        var table = new TextTable("TOPIC", "STATUS", "PARTITIONS>", "CHANGES");
        table.Add(
            topic.Name,
            topic.Altered ? "altered" : "would be altered",
            topic.Partitions,
            string.Join(' ', topic.Configs.Select(change => change.Value is null ? $"{change.Key} unset" : $"{change.Key}={change.Value}")));
        table.WriteTo(console);
    });

    private sealed record AlteredTopic(string Name, bool Altered, int Partitions, Dictionary<string, string?> Configs);
}
