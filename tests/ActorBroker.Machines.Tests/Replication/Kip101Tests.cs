using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Replication.ReplicaSamples;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>KIP-101: logs are cut by leader epochs, not by high watermarks. Its two scenarios, and what it asks of a leader.</summary>
public class Kip101Tests
{
    [Fact]
    public void A_follower_that_restarts_keeps_what_lies_above_its_high_watermark()
    {
        var log = Flushed(0, 0);
        var follower = Take(Idle(log, highWatermark: 1), Roles(2, 0, 10, 1, 2), log);

        var demand = Assert.IsType<ReplicaEffect.Demand>(Assert.Single(follower.Effects)).Request;

        Assert.Equal((new Offset(2), new LeaderEpoch(0)), (demand.FetchOffset, demand.LastEpoch));
    }

    [Fact]
    public void A_follower_that_becomes_leader_before_it_heard_anything_has_all_it_had()
    {
        var log = Flushed(0, 0);
        var restarted = Take(Idle(log, highWatermark: 1), Roles(2, 0, 10, 1, 2), log).Next;

        var decision = Take(restarted, Roles(1, 1, 11, 1), log);

        Assert.DoesNotContain(decision.Effects, effect => effect is ReplicaEffect.Truncate);
        Assert.Equal(new Offset(2), decision.Next.Leadership!.EpochStart);
    }

    [Fact]
    public void Logs_of_the_same_length_that_parted_are_found_and_cut()
    {
        var old = Flushed(0, 0);
        var leaderLog = Flushed(0, 1);

        var answer = Answer(Hear(Leader(leaderLog, 1, 1, 2), Demand(2, 1, 2, 0), leaderLog));
        var decision = Hear(Follower(old, 1, highWatermark: 1), Assert.IsType<FetchAnswer.Diverged>(answer), old);

        Assert.Equal<ReplicaEffect>([Cut(1)], decision.Effects);
    }

    [Fact]
    public void A_leader_notes_where_its_epoch_begins_before_it_appends()
    {
        var log = Flushed(0, 0);

        var decision = Take(Idle(log), Roles(1, 3, 10, 1, 2), log);

        Assert.Equal(new ReplicaEffect.BeginEpoch(new LeaderEpoch(3)), decision.Effects[0]);
        Assert.Equal(new EpochBoundary(new LeaderEpoch(0), new Offset(2)), log.Begin(new LeaderEpoch(3)).Append(new LogRecord(3, 9)).EndOf(new LeaderEpoch(0)));
    }
}
