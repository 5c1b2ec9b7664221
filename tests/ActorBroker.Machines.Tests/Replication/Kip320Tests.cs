using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Replication.ReplicaSamples;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>KIP-320: every fetch names the leader epoch in which it is meant, and counts in no other.</summary>
public class Kip320Tests
{
    [Fact]
    public void A_demand_names_the_epoch_of_its_sender()
    {
        var log = Flushed(1);

        var demand = Assert.IsType<ReplicaEffect.Demand>(Assert.Single(Take(Idle(log), Roles(2, 7, 10, 2), log).Effects));

        Assert.Equal(new LeaderEpoch(7), demand.Request.LeaderEpoch);
    }

    [Fact]
    public void A_leader_does_not_count_what_a_follower_of_an_older_epoch_has()
    {
        var log = Flushed(1, 1);

        var decision = Hear(Leader(log, 3, 1, 2), Demand(2, 2, 2, 1), log);

        Assert.Equal(new FetchAnswer.Refused(new LeaderEpoch(2), ErrorCode.FencedLeaderEpoch), Answer(decision));
        Assert.Empty(decision.Next.Leadership!.Followers);
    }

    [Fact]
    public void A_leader_that_was_replaced_does_not_serve_those_who_know_it()
    {
        var log = Flushed(1, 1);

        var decision = Hear(Leader(log, 3, 1, 2), Demand(2, 4, 2, 1), log);

        Assert.Equal(new FetchAnswer.Refused(new LeaderEpoch(4), ErrorCode.UnknownLeaderEpoch), Answer(decision));
    }

    [Fact]
    public void A_follower_takes_no_records_and_no_cut_of_an_older_leader()
    {
        var log = Flushed(1, 1);
        var follower = Follower(log, 3);

        Assert.Equal("", Names(Hear(follower, Records(2, 2, 3, 2, 3), log)));
        Assert.Equal("", Names(Hear(follower, Diverged(2, 2, 1, 0, 0), log)));
    }

    [Fact]
    public void A_cut_is_told_by_the_fetch_itself()
    {
        var log = Flushed(1, 1);

        var decision = Hear(Leader(log, 3, 1, 2), Demand(2, 3, 4, 2), log);

        var diverged = Assert.IsType<FetchAnswer.Diverged>(Answer(decision));
        Assert.Equal(new EpochBoundary(new LeaderEpoch(1), new Offset(2)), diverged.Boundary);
    }
}
