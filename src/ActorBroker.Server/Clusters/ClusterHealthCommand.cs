using System.CommandLine;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;
using Spectre.Console;

namespace ActorBroker.Server.Clusters;

/// <summary><c>actorbroker cluster health</c>.</summary>
internal static class ClusterHealthCommand
{
    private const int NamesMax = 10;

    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var command = new ClientCommand(
            client, "health", $"Tells what is wrong. Ends with {ExitCode.Done} when the cluster is well, with {ExitCode.Failed} when it is not, with {ExitCode.Unreachable} when it cannot be asked.",
            "cluster health", "cluster health -o json || echo 'call somebody'");
        command.Does(async (_, context) =>
        {
            var metadata = await context.Cluster.RetryAsync(() => context.Cluster.MetadataAsync(null, cancellation: context.Cancellation), context.Cancellation);
            var health = ClusterHealth.Of(metadata);
            context.Output.Write(health, console =>
            {
                foreach (var line in Lines(health))
                    console.WriteLine(line);
            });
            return health.IsWell ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static IEnumerable<string> Lines(ClusterHealth health)
    {
        yield return health.IsWell ? $"well: {Counted.Of(health.Brokers, "broker")}, {Counted.Of(health.Partitions, "partition")}, all led and in sync" : "not well:";
        if (health.Controller is null)
            yield return "  no controller: topics and configurations cannot be changed until the quorum elects one";
        if (health.Offline.Count > 0)
            yield return $"  {health.Offline.Count} of {health.Partitions} partitions are offline, nobody can write to them or read them: {Names(health.Offline)}";
        if (health.UnderReplicated.Count > 0)
            yield return $"  {health.UnderReplicated.Count} of {health.Partitions} partitions are under-replicated, they would not survive as many failures as they should: {Names(health.UnderReplicated)}";
        if (health.MissingBrokers.Count > 0)
            yield return $"  brokers {string.Join(", ", health.MissingBrokers)} are gone though they keep partitions; start them again, or move the partitions";
    }

    private static string Names(IReadOnlyList<string> partitions) =>
        string.Join(", ", partitions.Take(NamesMax)) + (partitions.Count > NamesMax ? $" and {partitions.Count - NamesMax} more" : "");
}
