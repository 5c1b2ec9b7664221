using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Replication.ReplicaSamples;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>The rows of the replica's table that are about roles, producers and a log that fails, in their order.</summary>
public class ReplicaRoleTests
{
    [Fact]
    public void Roles_of_another_run_and_old_ones_are_passed_over()
    {
        var log = Flushed(1);
        var leader = Leader(log, 2, 1, 2, 3);

        var another = Take(leader, Roles(2, 3, 11, 2, 3) with { Registered = new Incarnation(9) }, log);
        var old = Take(leader, Roles(2, 3, 9, 2, 3), log);

        Assert.Equal((leader, ""), (another.Next, Names(another)));
        Assert.Equal((leader, ""), (old.Next, Names(old)));
    }

    [Fact]
    public void A_leader_of_a_new_epoch_begins_it_and_flushes_what_it_has()
    {
        var log = Written(1, 1);

        var decision = Take(Idle(log, highWatermark: 1), Roles(1, 2, 10, 1, 2), log);

        Assert.Equal<ReplicaEffect>([new ReplicaEffect.BeginEpoch(new LeaderEpoch(2)), HighWatermark(1), new ReplicaEffect.Flush()], decision.Effects);
        Assert.Equal<ReplicaEvent>([new ReplicaEvent.RolesTaken(new PartitionEpoch(10), new LeaderEpoch(2))], decision.Events);
        Assert.Equal(new Offset(2), decision.Next.Leadership!.EpochStart);
        Assert.False(decision.Next.IsSettled);
    }

    [Fact]
    public void A_leader_that_lacks_committed_records_reports_them()
    {
        var log = Flushed(1);

        var decision = Take(Idle(log, highWatermark: 3), Roles(1, 2, 10, 1), log);

        Assert.Equal(new ReplicaEffect.ReportLoss(new Offset(1), new Offset(3)), decision.Effects[0]);
    }

    [Fact]
    public void A_leader_whose_ISR_falls_below_the_minimum_fails_who_waits()
    {
        var log = Flushed(1);

        var decision = Take(Leader(log, 2, 1, 2), Roles(1, 2, 11, 1), log);

        Assert.Contains(new ReplicaEffect.FailWaiting(ErrorCode.NotEnoughReplicasAfterAppend), decision.Effects);
        Assert.Equal<BrokerId>([One], decision.Next.Leadership!.Maximal);
    }

    [Fact]
    public void A_leader_that_leads_no_more_fails_who_waits_and_follows()
    {
        var log = Flushed(1);

        var decision = Take(Leader(log, 2, 1, 2), Roles(2, 3, 11, 2), log);

        Assert.Equal(new ReplicaEffect.FailWaiting(ErrorCode.NotLeaderOrFollower), decision.Effects[0]);
        Assert.Equal(Two, Assert.IsType<ReplicaEffect.Demand>(decision.Effects[1]).Leader);
        Assert.Null(decision.Next.Leadership);
    }

    [Fact]
    public void A_follower_of_a_new_epoch_demands_and_of_the_same_one_does_not()
    {
        var log = Flushed(1);
        var follower = Follower(log, 2);

        Assert.Equal("Demand", Names(Take(follower, Roles(3, 3, 11, 3), log)));
        Assert.Equal("", Names(Take(follower, Roles(2, 2, 11, 2), log)));
    }

    [Fact]
    public void Produce_that_needs_all_is_refused_below_the_minimum()
    {
        var log = Flushed(1);
        var leader = Leader(log, 2, 1);

        Assert.Equal<ReplicaEffect>([new ReplicaEffect.RejectProduce(ErrorCode.NotEnoughReplicas)], leader.Decide(new ReplicaCommand.Produce(NeedsAll: true), log).Effects);
        Assert.Equal("Append Flush", Names(leader.Decide(new ReplicaCommand.Produce(NeedsAll: false), log)));
    }

    [Fact]
    public void Produce_is_appended_behind_the_log_in_the_leaders_epoch()
    {
        var log = Flushed(1, 1);

        var decision = Leader(log, 2, 1, 2).Decide(new ReplicaCommand.Produce(NeedsAll: true), log);

        Assert.Equal<ReplicaEffect>([new ReplicaEffect.Append(new Offset(2), new LeaderEpoch(2)), new ReplicaEffect.Flush()], decision.Effects);
    }

    [Fact]
    public void Produce_is_refused_by_all_others()
    {
        var log = Flushed(1);
        ReplicaEffect[] refusal = [new ReplicaEffect.RejectProduce(ErrorCode.NotLeaderOrFollower)];

        Assert.Equal<ReplicaEffect>(refusal, Follower(log, 2).Decide(new ReplicaCommand.Produce(NeedsAll: false), log).Effects);
        Assert.Equal<ReplicaEffect>(refusal, Idle(log).Decide(new ReplicaCommand.Produce(NeedsAll: false), log).Effects);
    }

    [Fact]
    public void A_log_that_fails_is_remembered_and_ends_a_leadership()
    {
        var log = Flushed(1);

        var decision = Leader(log, 2, 1, 2).Decide(new ReplicaCommand.LogFailed(), log);

        Assert.Equal<ReplicaEffect>([new ReplicaEffect.FailWaiting(ErrorCode.KafkaStorageError)], decision.Effects);
        Assert.Equal<ReplicaEvent>([new ReplicaEvent.LogFailed()], decision.Events);
        Assert.False(decision.Next.Memory.IsComplete(FlushPolicy.Commit, wasStoppedCleanly: true, isSound: true));
    }

    [Fact]
    public void A_failed_replica_refuses_everybody_and_takes_no_roles()
    {
        var log = Flushed(1);
        var failed = Follower(log, 2).Decide(new ReplicaCommand.LogFailed(), log).Next;

        Assert.Equal<ReplicaEffect>([new ReplicaEffect.RejectProduce(ErrorCode.KafkaStorageError)], failed.Decide(new ReplicaCommand.Produce(NeedsAll: true), log).Effects);
        Assert.Equal(new FetchAnswer.Refused(new LeaderEpoch(2), ErrorCode.KafkaStorageError), Answer(Hear(failed, Demand(3, 2, 1, 1), log)));
        Assert.Equal((failed, ""), (Take(failed, Roles(1, 3, 11, 1), log).Next, Names(Take(failed, Roles(1, 3, 11, 1), log))));
    }
}
