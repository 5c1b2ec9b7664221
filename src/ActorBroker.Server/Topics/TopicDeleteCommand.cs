using System.CommandLine;
using ActorBroker.Model;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Completion;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Topics;

/// <summary><c>actorbroker topic delete</c>.</summary>
internal static class TopicDeleteCommand
{
    private const short FirstVersionWithStates = 6;

    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var names = new Argument<string[]>("NAME") { Description = "The topics' names.", Arity = ArgumentArity.OneOrMore }.WithTopics(client);
        var ifExists = new Option<bool>("--if-exists") { Description = "A topic that is not there is no error." };
        var command = new ClientCommand(client, "delete", "Deletes topics with all their records. Nothing brings them back.", "topic delete orders") { names, ifExists };
        command.Aliases.Add("rm");
        command.Does(async (parsed, context) =>
        {
            var response = await DeleteAsync(context, parsed.GetValue(names)!.Distinct().ToArray());
            var outcomes = new Outcomes(context.Output);
            var deleted = new List<string>();
            foreach (var topic in response.Responses)
            {
                if (topic.ErrorCode == ErrorCode.UnknownTopicOrPartition && parsed.GetValue(ifExists))
                    context.Output.Say($"There is no topic '{topic.Name}'.");
                else if (topic.ErrorCode == ErrorCode.UnknownTopicOrPartition)
                    outcomes.Fail(await new TopicDirectory(context.Cluster).UnknownAsync(topic.Name!, context.Cancellation));
                else if (outcomes.Take(topic.ErrorCode, $"topic '{topic.Name}'", topic.ErrorMessage))
                    deleted.Add(topic.Name!);
            }

            Write(context, deleted);
            return outcomes.ExitCode;
        });
        return command;
    }

    private static Task<DeleteTopicsResponse> DeleteAsync(CommandContext context, string[] names) => context.Cluster.RetryAsync(
        async () =>
        {
            var controller = await context.Cluster.ControllerAsync(context.Cancellation);
            var request = new DeleteTopicsRequest { TimeoutMs = (int)context.Cluster.Options.Timeout.TotalMilliseconds };
            var hasStates = controller.VersionOf(ApiKey.DeleteTopics) >= FirstVersionWithStates;
            foreach (var name in names)
            {
                if (hasStates)
                    request.Topics.Add(new DeleteTopicsRequest.DeleteTopicState { Name = name });
                else
                    request.TopicNames.Add(name);
            }

            return await ClusterClient.AskAsync<DeleteTopicsResponse>(controller, request, Check, cancellation: context.Cancellation);
        },
        context.Cancellation);

    private static void Check(DeleteTopicsResponse response)
    {
        foreach (var topic in response.Responses)
        {
            if (topic.ErrorCode == ErrorCode.NotController)
                throw new BrokerErrorException(topic.ErrorCode, $"topic '{topic.Name}'", topic.ErrorMessage);
        }
    }

    private static void Write(CommandContext context, List<string> names) => context.Output.Write(names.Select(name => new { name }), console =>
    {
        var table = new TextTable("TOPIC", "STATUS");
        foreach (var name in names)
            table.Add(name, "deleted");
        if (names.Count > 0)
            table.WriteTo(console);
    });
}
