using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using Xunit.Abstractions;
using static ActorBroker.Machines.Tests.Replication.ReplicaSamples;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>What a decision on the way of each batch allocates, whatever the batch's size: a few small objects.</summary>
public class ReplicaAllocationTests(ITestOutputHelper output)
{
    private const int Rounds = 2_000;
    private const int BytesMax = 2_048;

    [Fact]
    public void A_decision_about_a_batch_allocates_less_than_two_kilobytes()
    {
        var log = new BareLog(2, 2);
        var leader = Leader(Flushed(2, 2), 2, 1, 2, 3);
        var waiting = leader.Decide(new ReplicaCommand.Fetch(Demand(3, 2, 2, 2)), log).Next;
        var follower = Follower(Flushed(2, 2), 2);
        var changed = new ReplicaCommand.LogChanged();

        Check("produce", leader, new ReplicaCommand.Produce(NeedsAll: true), log);
        Check("acknowledged, committed and served", waiting, new ReplicaCommand.Fetch(Demand(2, 2, 2, 2)), log);
        Check("a leader's log became longer", waiting, changed, new BareLog(3, 2));
        Check("records fetched", follower, new ReplicaCommand.Fetched(Records(2, 2, 3, 2, 2)), log);
        Check("a follower's log became durable", follower, changed, log);
    }

    private void Check(string what, ReplicaMachine replica, ReplicaCommand command, IReplicaLog log)
    {
        void Decide()
        {
            for (var round = 0; round < Rounds; round++)
                replica.Decide(command, log);
        }

        Decide();
        var bytes = Allocations.Least(Decide) / Rounds;

        output.WriteLine($"{what}: {bytes} bytes");
        Assert.True(bytes < BytesMax, $"{what} allocates {bytes} bytes");
    }

    // A log of one epoch that allocates nothing itself.
    private sealed record BareLog(int Length, int Epoch) : IReplicaLog
    {
        public Offset Start => Offset.Zero;

        public Offset End => new(Length);

        public Offset Durable => new(Length);

        public LeaderEpoch EpochBefore(Offset end) => new(Epoch);

        public EpochBoundary EndOf(LeaderEpoch epoch) => new(new LeaderEpoch(Epoch), End);
    }
}
