using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Replication.ReplicaSamples;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>
/// KIP-595, what it says of fetching: the fetch offset and the epoch before it acknowledge and find where logs part, in one request. What it says of
/// votes, the quorum does by prepare and adopt: see the tests of <c>QuorumVoter</c>, <c>QuorumCandidate</c> and <c>QuorumLeader</c>.
/// </summary>
public class Kip595Tests
{
    [Fact]
    public void The_fetch_offset_acknowledges_what_lies_below_it()
    {
        var log = Flushed(2, 2);

        var decision = Hear(Leader(log, 2, 1, 2), Demand(2, 2, 1, 2), log);

        Assert.Equal((new Offset(1), HighWatermark(1)), (decision.Next.Leadership!.Find(Two).Acknowledged, decision.Effects[0]));
    }

    [Fact]
    public void A_follower_whose_last_epoch_is_another_acknowledges_nothing()
    {
        var log = Flushed(2, 3);

        var decision = Hear(Leader(log, 4, 1, 2), Demand(2, 4, 2, 2), log);

        Assert.IsType<FetchAnswer.Diverged>(Answer(decision));
        Assert.Equal(Offset.None, decision.Next.Leadership!.Find(Two).Acknowledged);
    }

    [Fact]
    public void An_empty_log_agrees_with_every_other()
    {
        var log = Flushed(2, 3);

        var decision = Hear(Leader(log, 4, 1, 2), Demand(2, 4, 0, LeaderEpoch.None.Value), log);

        Assert.Equal(Offset.Zero, Assert.Single(decision.Effects.OfType<ReplicaEffect.Serve>()).From);
    }

    [Fact]
    public void Records_of_earlier_epochs_are_committed_by_who_acknowledges_them_to_the_new_leader()
    {
        var log = Flushed(1, 1);

        var decision = Hear(Leader(log, 5, 1, 2), Demand(2, 5, 2, 1), log);

        Assert.Equal(HighWatermark(2), decision.Effects[0]);
        Assert.True(decision.Next.IsSettled);
    }
}
