using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Replication.ReplicaSamples;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>The rows of the replica's table that are about a follower, in their order.</summary>
public class ReplicaFollowerTests
{
    [Fact]
    public void A_log_that_changed_is_told_with_the_next_demand()
    {
        var log = Flushed(1, 1);

        var decision = Follower(log, 2).Decide(new ReplicaCommand.LogChanged(), log);

        var demand = Assert.IsType<ReplicaEffect.Demand>(Assert.Single(decision.Effects));
        var wanted = new FetchRequest(One, new Incarnation(1), new LeaderEpoch(2), new Offset(2), new LeaderEpoch(1), new Offset(2), Offset.Zero);
        Assert.Equal((Two, wanted), (demand.Leader, demand.Request));
    }

    [Fact]
    public void An_answer_of_another_epoch_or_for_another_place_is_passed_over()
    {
        var log = Flushed(1);
        var follower = Follower(log, 2);

        Assert.Equal("", Names(Hear(follower, Records(1, 1, 2, 1, 0), log)));
        Assert.Equal("", Names(Hear(follower, Records(2, 3, 4, 2, 0), log)));
        Assert.Equal("", Names(Hear(follower, Diverged(2, 5, 1, 0, 0), log)));
    }

    [Fact]
    public void Records_that_came_are_appended_and_flushed()
    {
        var log = Flushed(1);

        var decision = Hear(Follower(log, 2), Records(2, 1, 3, 2, 2), log);

        Assert.Equal<ReplicaEffect>([new ReplicaEffect.AppendFetched(), new ReplicaEffect.Flush(), HighWatermark(2)], decision.Effects);
    }

    [Fact]
    public void A_high_watermark_that_came_alone_is_taken_and_more_is_demanded()
    {
        var log = Flushed(1);

        Assert.Equal("SetHighWatermark Demand", Names(Hear(Follower(log, 2), Records(2, 1, 1, 1, 1), log)));
        Assert.Equal("Demand", Names(Hear(Follower(log, 2, highWatermark: 1), Records(2, 1, 1, 1, 1), log)));
    }

    [Fact]
    public void A_high_watermark_above_what_came_counts_only_so_far()
    {
        var log = Flushed(1);

        var decision = Hear(Follower(log, 2), Records(2, 1, 2, 2, 9), log);

        Assert.Equal(new Offset(2), decision.Next.HighWatermark);
    }

    [Fact]
    public void A_log_that_parted_is_cut_and_a_cut_below_the_high_watermark_reported()
    {
        var log = Flushed(1, 1, 1);

        Assert.Equal<ReplicaEffect>([Cut(1)], Hear(Follower(log, 2, highWatermark: 1), Diverged(2, 3, 1, 1, 1), log).Effects);
        Assert.Equal<ReplicaEffect>(
            [new ReplicaEffect.ReportLoss(new Offset(1), new Offset(2)), Cut(1)],
            Hear(Follower(log, 2, highWatermark: 2), Diverged(2, 3, 1, 1, 1), log).Effects);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    public void A_log_out_of_the_leaders_range_begins_again_where_the_leaders_does(int start)
    {
        var log = Flushed(1, 1);

        var decision = Hear(Follower(log, 2), new FetchAnswer.OutOfRange(new LeaderEpoch(2), new Offset(2), new Offset(start)), log);

        Assert.Equal<ReplicaEffect>([new ReplicaEffect.RestartAt(new Offset(start))], decision.Effects);
        Assert.Equal(new Offset(start), decision.Next.HighWatermark);
    }

    [Fact]
    public void A_log_that_cannot_be_compared_at_the_leaders_start_is_emptied_there()
    {
        var log = Flushed(1, 1);

        var decision = Hear(Follower(log, 2), new FetchAnswer.OutOfRange(new LeaderEpoch(2), new Offset(2), new Offset(2)), log);

        Assert.Equal<ReplicaEffect>([new ReplicaEffect.RestartAt(new Offset(2))], decision.Effects);
        Assert.Equal(new Offset(2), decision.Next.HighWatermark);
    }

    [Fact]
    public void A_refusal_waits_for_the_metadata_or_the_next_retry()
    {
        var log = Flushed(1);
        var follower = Follower(log, 2);

        Assert.Equal("", Names(Hear(follower, new FetchAnswer.Refused(new LeaderEpoch(2), ErrorCode.UnknownLeaderEpoch), log)));
        Assert.Equal("Demand", Names(follower.Decide(new ReplicaCommand.Retry(), log)));
    }
}
