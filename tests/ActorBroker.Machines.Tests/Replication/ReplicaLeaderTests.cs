using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Replication.ReplicaSamples;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>The rows of the replica's table that are about a leader's followers, ISR and log, in their order.</summary>
public class ReplicaLeaderTests
{
    [Fact]
    public void A_log_that_became_durable_raises_the_high_watermark()
    {
        var written = Written(2);
        var leader = Hear(Leader(written, 2, 1, 2), Demand(2, 2, 1, 2), written).Next;

        var decision = leader.Decide(new ReplicaCommand.LogChanged(), written.Flush());

        Assert.Equal(HighWatermark(1), decision.Effects[0]);
        Assert.Equal(new Offset(1), decision.Next.HighWatermark);
    }

    [Theory]
    [InlineData(2, 1, ErrorCode.FencedLeaderEpoch)]
    [InlineData(2, 3, ErrorCode.UnknownLeaderEpoch)]
    [InlineData(4, 2, ErrorCode.ReplicaNotAvailable)]
    public void A_fetch_of_another_epoch_and_of_no_replica_is_refused(int follower, int leaderEpoch, ErrorCode error)
    {
        var log = Flushed(1);

        var decision = Hear(Leader(log, 2, 1, 2), Demand(follower, leaderEpoch, 1, 1), log);

        Assert.Equal(new FetchAnswer.Refused(new LeaderEpoch(leaderEpoch), error), Answer(decision));
    }

    [Fact]
    public void A_fetch_of_a_run_that_is_over_is_refused()
    {
        var log = Flushed(1);
        var later = Demand(2, 2, 1, 1) with { Incarnation = new Incarnation(9) };

        var decision = Hear(Hear(Leader(log, 2, 1, 2), later, log).Next, Demand(2, 2, 1, 1), log);

        Assert.Equal(new FetchAnswer.Refused(new LeaderEpoch(2), ErrorCode.StaleBrokerEpoch), Answer(decision));
    }

    [Fact]
    public void A_fetch_behind_the_log_without_an_epoch_is_out_of_range()
    {
        var log = Flushed(1);

        var decision = Hear(Leader(log, 2, 1, 2), Demand(2, 2, 5, LeaderEpoch.None.Value), log);

        Assert.Equal(new FetchAnswer.OutOfRange(new LeaderEpoch(2), new Offset(5), Offset.Zero), Answer(decision));
    }

    [Fact]
    public void A_fetch_at_the_start_of_a_log_that_knows_nothing_of_the_epoch_before_is_out_of_range()
    {
        var log = new StartedLog(Start: 3, End: 5, Epoch: 2);
        var idle = ReplicaMachine.Start(One, new Incarnation(1), FlushPolicy.Os, ReplicaMemory.Empty, new Offset(3), log);
        var leader = idle.Decide(new ReplicaCommand.RolesChanged(Roles(1, 2, 10, 1, 2)), log).Next;

        var other = leader.Decide(new ReplicaCommand.Fetch(Demand(2, 2, 3, 1)), log);
        var same = leader.Decide(new ReplicaCommand.Fetch(Demand(2, 2, 3, 2)), log);

        Assert.Equal(new FetchAnswer.OutOfRange(new LeaderEpoch(2), new Offset(3), new Offset(3)), Answer(other));
        Assert.Contains("Serve", Names(same));
    }

    [Fact]
    public void A_fetch_that_was_overtaken_changes_nothing()
    {
        var log = Flushed(1, 1);
        var leader = Hear(Leader(log, 2, 1, 2, 3), Demand(2, 2, 2, 1), log).Next;

        var decision = Hear(leader, Demand(2, 2, 1, 1), log);

        Assert.Equal((leader.HighWatermark, ""), (decision.Next.HighWatermark, Names(decision)));
        Assert.Equal(new Offset(2), decision.Next.Leadership!.Find(Two).Acknowledged);
    }

    [Fact]
    public void Another_replica_refuses_to_serve()
    {
        var log = Flushed(1);

        Assert.Equal(new FetchAnswer.Refused(new LeaderEpoch(2), ErrorCode.NotLeaderOrFollower), Answer(Hear(Follower(log, 2), Demand(3, 2, 1, 1), log)));
    }

    [Fact]
    public void A_follower_that_lags_is_proposed_to_leave_once()
    {
        var log = Flushed(1);

        var found = Leader(log, 2, 1, 2, 3).Decide(new ReplicaCommand.FollowersLagged([Three]), log);
        var again = found.Next.Decide(new ReplicaCommand.FollowersLagged([Three]), log);

        Assert.Equal([2, 10], found.Effects.OfType<ReplicaEffect.Propose>().SelectMany(wanted => new[] { wanted.LeaderEpoch.Value, wanted.Epoch.Value }));
        Assert.Equal(Runs(1).Concat([new ReplicaIncarnation(Two, Incarnation.None)]), Assert.Single(found.Effects.OfType<ReplicaEffect.Propose>()).Members);
        Assert.DoesNotContain(again.Effects, effect => effect is ReplicaEffect.Propose);
    }

    [Fact]
    public void A_proposal_that_is_not_answered_is_sent_again()
    {
        var log = Flushed(1);
        var proposed = Hear(Leader(log, 2, 1, 2), Demand(3, 2, 1, 1), log);

        var again = proposed.Next.Decide(new ReplicaCommand.Retry(), log);

        Assert.Equal(proposed.Effects.OfType<ReplicaEffect.Propose>().Select(wanted => wanted.Epoch), again.Effects.OfType<ReplicaEffect.Propose>().Select(wanted => wanted.Epoch));
        Assert.Equal("Propose", Names(again));
    }

    [Fact]
    public void A_refused_join_is_held_until_the_metadata_went_on_or_time_has_passed()
    {
        var log = Flushed(1);
        var proposed = Hear(Leader(log, 2, 1, 2), Demand(3, 2, 1, 1), log).Next;
        var present = Roles(1, 2, 10, 1, 2);
        var refused = Answered(proposed, 10, ErrorCode.IneligibleReplica, present, log);

        var voided = Answered(refused.Next, 10, ErrorCode.None, Roles(1, 2, 11, 1, 2), log);

        Assert.Equal([One, Two], Assert.Single(refused.Effects.OfType<ReplicaEffect.Propose>()).Members.Select(member => member.Broker));
        Assert.DoesNotContain(voided.Effects, effect => effect is ReplicaEffect.Propose);
        Assert.Contains("Propose", Names(voided.Next.Decide(new ReplicaCommand.Retry(), log)));
        Assert.Contains("Propose", Names(Take(voided.Next, Roles(1, 2, 12, 1, 2), log)));
    }

    [Fact]
    public void An_answer_with_an_ISR_below_the_minimum_fails_who_waits()
    {
        var log = Flushed(1);
        var proposed = Leader(log, 2, 1, 2).Decide(new ReplicaCommand.FollowersLagged([Two]), log).Next;

        var answered = Answered(proposed, 10, ErrorCode.None, Roles(1, 2, 11, 1), log);

        Assert.Equal(ErrorCode.NotEnoughReplicasAfterAppend, Assert.IsType<ReplicaEffect.FailWaiting>(answered.Effects[0]).Error);
        Assert.Equal(new PartitionEpoch(11), answered.Next.Roles!.State.Epoch);
        Assert.Equal(One, Assert.Single(answered.Next.Leadership!.Maximal));
    }

    [Fact]
    public void A_minimum_that_an_answer_names_counts_before_the_leader_sees_it()
    {
        var log = Flushed(1);
        var heard = Hear(Leader(log, 2, 1, 2, 3), Demand(2, 2, 1, 1), log).Next.Decide(new ReplicaCommand.FollowersLagged([Three]), log).Next;

        var low = Answered(heard, 10, ErrorCode.None, Roles(1, 2, 11, 1, 2), log, minIsr: 2);
        var high = Answered(heard, 10, ErrorCode.None, Roles(1, 2, 11, 1, 2), log, minIsr: 3);

        Assert.Equal(new Offset(1), low.Next.HighWatermark);
        Assert.Equal(Offset.Zero, high.Next.HighWatermark);
    }

    [Theory]
    [InlineData(10, 2, ErrorCode.NotController)]
    [InlineData(9, 2, ErrorCode.IneligibleReplica)]
    [InlineData(10, 3, ErrorCode.FencedLeaderEpoch)]
    public void An_answer_of_another_epoch_or_that_may_still_change_is_passed_over(int epoch, int leaderEpoch, ErrorCode error)
    {
        var log = Flushed(1);
        var proposed = Leader(log, 2, 1, 2, 3).Decide(new ReplicaCommand.FollowersLagged([Three]), log).Next;

        var answered = Answered(proposed, epoch, error, Roles(1, leaderEpoch, leaderEpoch == 2 ? 10 : 11, 1, 2, 3), log);

        Assert.Empty(answered.Effects);
        Assert.Equal(proposed.Leadership, answered.Next.Leadership);
    }

    private static ReplicaDecision Answered(ReplicaMachine leader, int epoch, ErrorCode error, ReplicaRoles roles, CheckedLog log, int minIsr = 2) => leader.Decide(
        new ReplicaCommand.IsrAnswered(
            new PartitionEpoch(epoch), new IsrResult(ReplicationNames.Partition, new ControllerError(error, "as the test wants it"), roles.State, minIsr)),
        log);

    // A log whose records of one epoch begin behind deleted ones.
    private sealed record StartedLog(int Start, int End, int Epoch) : IReplicaLog
    {
        Offset IReplicaLog.Start => new(Start);

        Offset IReplicaLog.End => new(End);

        public Offset Durable => new(End);

        public LeaderEpoch EpochBefore(Offset end) => end > new Offset(Start) ? new LeaderEpoch(Epoch) : LeaderEpoch.None;

        public EpochBoundary EndOf(LeaderEpoch epoch) =>
            epoch.Value < Epoch ? new EpochBoundary(epoch, new Offset(Start)) : new EpochBoundary(new LeaderEpoch(Epoch), new Offset(End));
    }
}
