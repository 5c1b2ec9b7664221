using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Replication.ReplicaSamples;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>KIP-279: logs that parted more than once, as after fast fail-overs, are cut back epoch by epoch to where they agree.</summary>
public class Kip279Tests
{
    [Fact]
    public void An_epoch_that_the_leader_lacks_is_answered_with_the_largest_below_it()
    {
        var log = Flushed(0, 0, 3);

        var diverged = Assert.IsType<FetchAnswer.Diverged>(Answer(Hear(Leader(log, 4, 1, 2), Demand(2, 4, 4, 2), log)));

        Assert.Equal(new EpochBoundary(new LeaderEpoch(0), new Offset(2)), diverged.Boundary);
    }

    [Fact]
    public void A_follower_that_lacks_the_leaders_epoch_cuts_to_its_own_largest_below_it()
    {
        var log = Flushed(0, 0, 1, 1);

        var decision = Hear(Follower(log, 4), Diverged(4, 4, 1, 0, 3), log);

        Assert.Equal<ReplicaEffect>([Cut(2)], decision.Effects);
    }

    [Fact]
    public void Logs_that_parted_twice_agree_after_two_cuts()
    {
        var leaderLog = Flushed(0, 2, 4);
        var leader = Leader(leaderLog, 5, 1, 2);
        var log = Flushed(0, 1, 3, 3);
        var follower = Follower(log, 5);
        var cuts = 0;

        while (Hear(leader, Demand(2, 5, (int)log.End.Value, log.EpochBefore(log.End).Value), leaderLog).Effects
            .OfType<ReplicaEffect.Answer>().SingleOrDefault() is { Message: var answer })
        {
            var cut = Assert.IsType<ReplicaEffect.Truncate>(Assert.Single(Hear(follower, answer, log).Effects));
            log = log.Cut(cut.Offset);
            Assert.True(++cuts <= 4, $"after {cuts} cuts the log is {log}");
        }

        Assert.Equal((new Offset(1), 2), (log.End, cuts));
    }
}
