using ActorBroker.Machines.Replication;
using Xunit.Abstractions;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>Every interleaving of three replicas and their controller within bounds, under <see cref="FlushPolicy.Commit"/>.</summary>
public class CommitExplorationTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_interleaving_within_the_bounds_keeps_what_was_acknowledged() =>
        ReplicationExploration.Run(FlushPolicy.Commit, output.WriteLine);
}
