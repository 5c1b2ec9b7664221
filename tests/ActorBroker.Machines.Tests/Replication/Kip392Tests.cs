using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Replication.ReplicaSamples;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>KIP-392: who reads from followers sees a high watermark that is not late, and never one above what the follower has.</summary>
public class Kip392Tests
{
    [Fact]
    public void A_follower_that_waits_is_told_of_a_new_high_watermark_at_once()
    {
        var log = Flushed(2);
        var leader = Hear(Leader(log, 2, 1, 2, 3), Demand(2, 2, 1, 2), log).Next;

        var decision = Hear(leader, Demand(3, 2, 1, 2), log);

        Assert.Equal(HighWatermark(1), decision.Effects[0]);
        Assert.Equal([Two, Three], decision.Effects.OfType<ReplicaEffect.Serve>().Select(serve => serve.Follower));
        Assert.All(decision.Effects.OfType<ReplicaEffect.Serve>(), serve => Assert.Equal(new Offset(1), serve.HighWatermark));
    }

    [Fact]
    public void A_follower_that_knows_the_high_watermark_is_left_to_wait()
    {
        var log = Flushed(2);
        var leader = Hear(Leader(log, 2, 1, 2), Demand(2, 2, 1, 2), log).Next;

        var decision = Hear(leader, Demand(2, 2, 1, 2, highWatermark: 1), log);

        Assert.DoesNotContain(decision.Effects, effect => effect is ReplicaEffect.Serve);
    }

    [Fact]
    public void A_follower_publishes_no_more_than_it_has()
    {
        var log = Flushed(2, 2);

        Assert.Equal<ReplicaEffect>([HighWatermark(2)], Hear(Follower(log, 2), Records(2, 2, 2, 2, 5), log).Effects.Take(1));
    }

    [Fact]
    public void A_follower_that_cuts_its_log_publishes_less()
    {
        var log = Flushed(1, 1, 1);

        Assert.Equal(new Offset(1), Hear(Follower(log, 2, highWatermark: 3), Diverged(2, 3, 1, 1, 1), log).Next.HighWatermark);
    }
}
