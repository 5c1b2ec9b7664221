using System.CommandLine;
using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Topics;

/// <summary><c>actorbroker topic</c>: everything about topics but their records.</summary>
internal static class TopicCommand
{
    /// <summary>The command with all below it.</summary>
    public static Command Create(ClientOptions client)
    {
        var command = new ClientCommand(client, "topic", "Creates, lists, describes, alters and deletes topics.")
        {
            TopicCreateCommand.Create(client),
            TopicListCommand.Create(client),
            TopicDescribeCommand.Create(client),
            TopicAlterCommand.Create(client),
            TopicOffsetsCommand.Create(client),
            TopicDeleteCommand.Create(client),
        };
        client.AddTo(command);
        return command;
    }
}
