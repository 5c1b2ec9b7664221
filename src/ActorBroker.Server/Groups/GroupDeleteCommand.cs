using System.CommandLine;
using ActorBroker.Model;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Completion;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Groups;

/// <summary><c>actorbroker group delete</c>.</summary>
internal static class GroupDeleteCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var names = new Argument<string[]>("GROUP") { Description = "The groups' names.", Arity = ArgumentArity.OneOrMore }.WithGroups(client);
        var command = new ClientCommand(
            client, "delete", "Deletes groups that have no members, with all that they committed.", "group delete readers")
        {
            names,
        };
        command.Aliases.Add("rm");
        command.Does(async (parsed, context) =>
        {
            var outcomes = new Outcomes(context.Output);
            var deleted = new List<string>();
            foreach (var name in parsed.GetValue(names)!.Distinct())
            {
                if (await DeleteAsync(context, name) is { } failure)
                    outcomes.Fail(failure);
                else
                    deleted.Add(name);
            }

            Write(context, deleted);
            return outcomes.ExitCode;
        });
        return command;
    }

    private static async Task<BrokerErrorException?> DeleteAsync(CommandContext context, string name)
    {
        var request = new DeleteGroupsRequest();
        request.GroupsNames.Add(name);
        try
        {
            await context.Cluster.AskCoordinatorAsync<DeleteGroupsResponse>(name, _ => request, Check, cancellation: context.Cancellation);
            return null;
        }
        catch (BrokerErrorException exception) when (exception.Code == ErrorCode.GroupIdNotFound)
        {
            return await new GroupDirectory(context.Cluster).UnknownAsync(name, context.Cancellation);
        }
        catch (BrokerErrorException exception)
        {
            return exception;
        }
    }

    private static void Check(DeleteGroupsResponse response)
    {
        foreach (var group in response.Results)
            BrokerErrorException.ThrowIf(group.ErrorCode, $"group '{group.GroupId}'");
    }

    private static void Write(CommandContext context, List<string> names) => context.Output.Write(names.Select(name => new { name }), console =>
    {
        var table = new TextTable("GROUP", "STATUS");
        foreach (var name in names)
            table.Add(name, "deleted");
        if (names.Count > 0)
            table.WriteTo(console);
    });
}
