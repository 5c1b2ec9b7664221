using System.CommandLine;
using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Clusters;

/// <summary><c>actorbroker cluster</c>: the brokers together.</summary>
internal static class ClusterCommand
{
    /// <summary>The command with all below it.</summary>
    public static Command Create(ClientOptions client)
    {
        var command = new ClientCommand(client, "cluster", "Tells what the cluster consists of, and whether it is well.")
        {
            ClusterInfoCommand.Create(client),
            ClusterHealthCommand.Create(client),
        };
        client.AddTo(command);
        return command;
    }
}
