using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;
using Xunit.Abstractions;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>
/// Every interleaving of a partition's replicas and its controller within bounds: what was acknowledged survives, logs agree up to the high
/// watermark, which never falls on a leader, and every member of the ISR has all that was acknowledged.
/// </summary>
public class ReplicationExplorationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(FlushPolicy.Commit)]
    [InlineData(FlushPolicy.Os)]
    internal void Every_interleaving_within_the_bounds_keeps_the_rules(FlushPolicy policy)
    {
        var exploration = new Exploration(output.WriteLine);

        foreach (var bounds in Bounds(policy))
            exploration.Run($"{bounds}", coverage => new ReplicationSystem(bounds, ReplicationMistake.None, coverage));

        exploration.CheckReached([]);
    }

    private static IEnumerable<ReplicationBounds> Bounds(FlushPolicy policy)
    {
        yield return new ReplicationBounds(policy, Records: 1, Elections: 1, IsrChanges: 1, Crashes: 0) { Messages = 2, Lags = false, Suspicions = 0 };
        yield return new ReplicationBounds(policy, Records: 1, Elections: 1, IsrChanges: 1, Crashes: 1) { Messages = 2, Lags = false, Suspicions = 0, IsReduced = true };
    }
}
