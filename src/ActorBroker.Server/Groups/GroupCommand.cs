using System.CommandLine;
using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Groups;

/// <summary><c>actorbroker group</c>: consumer groups, and how far they have come.</summary>
internal static class GroupCommand
{
    /// <summary>The command with all below it.</summary>
    public static Command Create(ClientOptions client)
    {
        var command = new ClientCommand(client, "group", "Lists and describes consumer groups, moves and deletes them.")
        {
            GroupListCommand.Create(client),
            GroupDescribeCommand.Create(client),
            GroupSeekCommand.Create(client),
            GroupDeleteCommand.Create(client),
        };
        client.AddTo(command);
        return command;
    }
}
