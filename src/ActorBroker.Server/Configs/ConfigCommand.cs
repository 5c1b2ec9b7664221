using System.CommandLine;
using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Configs;

/// <summary><c>actorbroker config</c>: the configuration of topics and brokers, at run time.</summary>
internal static class ConfigCommand
{
    /// <summary>The command with all below it.</summary>
    public static Command Create(ClientOptions client)
    {
        var command = new ClientCommand(client, "config", "Lists, explains and changes the configuration of topics and brokers.")
        {
            ConfigListCommand.Create(client),
            ConfigGetCommand.Create(client),
            ConfigChangeCommand.Set(client),
            ConfigChangeCommand.Unset(client),
        };
        client.AddTo(command);
        return command;
    }
}
