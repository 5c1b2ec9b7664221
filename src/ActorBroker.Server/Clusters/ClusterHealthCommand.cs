using System.CommandLine;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;
using Spectre.Console;

namespace ActorBroker.Server.Clusters;

/// <summary><c>actorbroker cluster health</c>.</summary>
internal static class ClusterHealthCommand
{
    private const int NamesMax = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var wait = new Option<TimeSpan?>("--wait")
        {
            Description = "Wait so long for the cluster to become well, also for a broker that is only starting.",
            HelpName = "DURATION",
            CustomParser = Duration.Read,
        };
        var command = new ClientCommand(
            client, "health", $"Tells what is wrong. Ends with {ExitCode.Done} when the cluster is well, with {ExitCode.Failed} when it is not, with {ExitCode.Unreachable} when it cannot be asked.",
            "cluster health", "cluster health --wait 30s", "cluster health -o json || echo 'call somebody'")
        {
            wait,
        };
        command.Does(async (parsed, context) =>
        {
            var health = await ReadAsync(context, parsed.GetValue(wait) ?? TimeSpan.Zero);
            context.Output.Write(health, console =>
            {
                foreach (var line in Lines(health))
                    console.WriteLine(line);
            });
            return health.IsWell ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    // As it is when it is well, or when the limit has passed.
    private static async Task<ClusterHealth> ReadAsync(CommandContext context, TimeSpan limit)
    {
        var start = context.Time.GetTimestamp();
        while (true)
        {
            var isLast = context.Time.GetElapsedTime(start) >= limit;
            try
            {
                var health = ClusterHealth.Of(await context.Cluster.MetadataAsync(null, cancellation: context.Cancellation));
                if (health.IsWell || isLast)
                    return health;
            }
            catch (RemoteException exception) when (!isLast && exception.ExitCode == ExitCode.Unreachable)
            {
                // It may be starting; the next answer decides.
            }

            await context.Cluster.PauseAsync(Pause, context.Cancellation);
        }
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
