using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>
/// What is explored: one partition on three brokers, minimum ISR 2, each flush policy apart. The bounds of each world, the short ones first; the long
/// ones come with <c>ACTORBROKER_EXPLORE</c>.
/// <code>
/// records  elections  other changes  crashes  clean stops  duplicates  suspicions  messages
///    1         1            1           0          0           0           1       3
///    1         1            0           1          0           1           0       3
///    1         1            0           0          1           0           0       3
///    1         1            0           0          0           1           0       2, each by itself; nobody lags
///    2         1            1           0          0           1           0       3
///    0         2            2           1          0           0           0       3
///    1         2            2           0          0           1           1       3
///    1         2            2           0          1           0           0       3
///    1         1            1           0          0           1           0       3, each by itself
///    1         2            2           2          0           0           0       3, under commit alone
/// </code>
/// </summary>
/// <remarks>
/// A suspicion is one that changes no roles; those that do are elections and other changes, and as many as these. Where messages do not travel each
/// by itself, the network is the reduced one of <see cref="FetchSteps"/>. Under os one crash is all that a minimum of 2 covers; under commit two
/// crashes together with two records and a duplicate are out of reach, and so is the rest of two elections with two records and a crash.
/// </remarks>
internal static class ReplicationExploration
{
    public static void Run(FlushPolicy policy, Action<string> output)
    {
        var exploration = new Exploration(output);
        foreach (var bounds in Exploration.IsLong ? [.. Short(policy), .. Long(policy)] : Short(policy))
            exploration.Run($"{bounds}", coverage => new ReplicationSystem(bounds, ReplicationMistake.None, coverage));
        exploration.CheckReached(ReplicationRows.Of(policy));
    }

    private static IEnumerable<ReplicationBounds> Short(FlushPolicy policy)
    {
        var one = new ReplicationBounds(policy, Records: 1, Elections: 1, IsrChanges: 1, Crashes: 0) { IsReduced = true, Suspicions = 0 };
        yield return one with { Suspicions = 1 };
        yield return one with { IsrChanges = 0, Crashes = 1, Duplicates = 1 };
        yield return one with { IsrChanges = 0, CleanStops = 1 };
        yield return one with { IsrChanges = 0, Duplicates = 1, IsReduced = false, Lags = false, Messages = 2 };
        yield return one with { Records = 2, Duplicates = 1 };
        yield return one with { Records = 0, Elections = 2, IsrChanges = 2, Crashes = 1 };
    }

    private static IEnumerable<ReplicationBounds> Long(FlushPolicy policy)
    {
        var bounds = new ReplicationBounds(policy, Records: 1, Elections: 2, IsrChanges: 2, Crashes: 0) { IsReduced = true, Suspicions = 0, Duplicates = 1 };
        yield return bounds with { Suspicions = 1 };
        yield return bounds with { Duplicates = 0, CleanStops = 1 };
        yield return bounds with { Elections = 1, IsrChanges = 1, IsReduced = false };
        if (policy == FlushPolicy.Commit)
            yield return bounds with { Crashes = 2, Duplicates = 0 };
    }
}
