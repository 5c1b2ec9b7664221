using ActorBroker.Machines.Replication;
using Xunit.Abstractions;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>Every interleaving of three replicas and their controller within bounds, under <see cref="FlushPolicy.Os"/>, where as many replicas may lose their page cache as the minimum allows: one.</summary>
public class OsExplorationTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_interleaving_within_the_bounds_keeps_what_was_acknowledged() =>
        ReplicationExploration.Run(FlushPolicy.Os, output.WriteLine);
}
