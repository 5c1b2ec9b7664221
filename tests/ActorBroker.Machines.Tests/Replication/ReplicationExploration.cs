using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>
/// What is explored. All bounds at once are out of reach, so each run takes some of them; together they have two records, two elections, two other
/// changes of roles, up to two crashes, a doubled message, three messages under way.
/// </summary>
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
        var two = new ReplicationBounds(policy, Records: 2, Elections: 2, IsrChanges: 2, Crashes: 0) { IsReduced = true, Suspicions = 0 };
        yield return two with { Duplicates = 1 };
        yield return two with { Records = 1, Suspicions = 1, Duplicates = 1 };
        yield return two with { Records = 1, IsrChanges = policy == FlushPolicy.Commit ? 2 : 1, Crashes = 1, Duplicates = 1 };
        yield return two with { Records = 1, CleanStops = 1 };
        yield return two with { Records = 1, Elections = 1, IsrChanges = 1, IsReduced = false, Duplicates = 1 };
        if (policy == FlushPolicy.Commit)
            yield return two with { Records = 1, IsrChanges = 1, Crashes = 2 };
    }
}
