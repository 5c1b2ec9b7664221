using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Partitions;
using ActorBroker.Broker.Tests.Support;
using ActorBroker.Log;
using ActorBroker.Machines;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using Akka.Actor;

namespace ActorBroker.Broker.Tests.Partitions;

/// <summary>What a partition tells the other nodes, and does on their word.</summary>
public sealed class PartitionReplicaTests : PartitionKit
{
    [Fact]
    public void A_follower_asks_its_leader_from_its_logs_end_on()
    {
        Start();

        Assign(epoch: 0, leader: Other);

        Assert.Equal(new FetchRequest(Broker, new Incarnation(1), new LeaderEpoch(0), Offset.Zero, LeaderEpoch.None, Offset.Zero, Offset.Zero), Demand().Request);
    }

    [Fact]
    public void A_follower_appends_what_its_leader_sends_and_asks_for_more_once_it_is_durable()
    {
        Start();
        Assign(epoch: 0, leader: Other);
        Demand();

        Send(from: 0, end: 2, highWatermark: 1, Batch(0, "a", "b"));

        AwaitCondition(() => Demand().Request is { FetchOffset.Value: 2, Durable.Value: 2, LastEpoch.Value: 0, HighWatermark.Value: 1 });
        Assert.Equal((2, 1), (Hosted.Entry.View!.Bounds.End.Value, Hosted.Entry.View.Bounds.HighWatermark.Value));
    }

    [Fact]
    public void A_follower_whose_log_parts_from_its_leaders_cuts_it_there()
    {
        Lead(epoch: 0);
        Append(Acks.Leader, "a");
        Append(Acks.Leader, "b");
        ReceiveN(2);
        Assign(epoch: 1, leader: Other);
        var asked = Demand().Request;

        Tell(new ReplicaCommand.Fetched(new FetchAnswer.Diverged(
            new LeaderEpoch(1), asked.FetchOffset, asked.LastEpoch, new EpochBoundary(new LeaderEpoch(0), new Offset(1)), Offset.Zero)));

        Assert.Equal(new Offset(1), Demand().Request.FetchOffset);
        Assert.Equal(new Offset(1), Hosted.Entry.View!.Bounds.End);
    }

    [Fact]
    public void A_follower_that_lies_below_its_leaders_start_begins_anew_there()
    {
        Start();
        Assign(epoch: 0, leader: Other);
        Demand();

        Tell(new ReplicaCommand.Fetched(new FetchAnswer.OutOfRange(new LeaderEpoch(0), Offset.Zero, new Offset(7))));

        Assert.Equal(new Offset(7), Demand().Request.FetchOffset);
        Assert.Equal(new Offset(7), Hosted.Entry.View!.Bounds.Start);
    }

    [Fact]
    public void A_leader_waits_with_acks_all_for_every_replica_in_sync_and_serves_those_who_ask()
    {
        Start();
        Assign(Roles(epoch: 0, Broker) with { Isr = [Broker, Other] }, minIsr: 2);
        AwaitStatus(PartitionStatus.Leader);
        Tell(Fetch(offset: 0));

        Append(Acks.All, "a");

        Assert.IsType<ReplicaEffect.Serve>(Peers.ExpectMsg<PeerEffect>().Effect);
        Assert.Equal(Offset.Zero, Hosted.Entry.ReadableEnd(ReadLevel.HighWatermark));
        Tell(Fetch(offset: 1));
        Assert.Equal(ErrorCode.None, ExpectMsg<AppendAnswer>().Error);
        Assert.Equal(new Offset(1), Hosted.Entry.ReadableEnd(ReadLevel.HighWatermark));
    }

    [Fact]
    public void A_leader_proposes_a_follower_that_caught_up()
    {
        Lead(epoch: 0);

        Tell(Fetch(offset: 0));

        var proposal = Assert.IsType<ReplicaEffect.Propose>(Peers.ExpectMsg<PeerEffect>().Effect);
        Assert.Equal([Broker, Other], proposal.Members.Select(member => member.Broker));
    }

    [Fact]
    public void Roles_that_are_meant_for_another_run_of_the_broker_are_passed_over()
    {
        Start();
        Assign(Roles(epoch: 0, Broker), run: 2);

        Append(Acks.Leader, "a");

        Assert.Equal(ErrorCode.NotLeaderOrFollower, ExpectMsg<AppendAnswer>().Error);
        Assert.Equal(PartitionStatus.Opening, Hosted.Entry.Status);
    }

    [Fact]
    public void An_isr_that_falls_below_the_minimum_answers_who_waits_that_it_was_appended()
    {
        Start();
        Assign(Roles(epoch: 0, Broker) with { Isr = [Broker, Other] }, minIsr: 2);
        AwaitStatus(PartitionStatus.Leader);
        Append(Acks.All, "a");
        AwaitCondition(() => Hosted.Entry.View!.Bounds.End == new Offset(1));

        Assign(Roles(epoch: 0, Broker) with { Epoch = new PartitionEpoch(1) }, minIsr: 2);

        Assert.Equal(ErrorCode.NotEnoughReplicasAfterAppend, ExpectMsg<AppendAnswer>().Error);
    }

    [Fact]
    public void A_policy_that_changes_counts_at_once()
    {
        Lead();
        Executor.Hold();
        Append(Acks.All, "a");
        AwaitCondition(() => Hosted.Entry.View!.Bounds.End == new Offset(1));

        Assign(epoch: 0, leader: Broker, TopicSettings.Default with { Flush = FlushPolicy.Os });

        Assert.Equal(ErrorCode.None, ExpectMsg<AppendAnswer>().Error);
        Executor.Release();
    }

    private ReplicaEffect.Demand Demand() => Assert.IsType<ReplicaEffect.Demand>(Peers.ExpectMsg<PeerEffect>().Effect);

    private static ReplicaCommand.Fetch Fetch(long offset) => new(new FetchRequest(
        Other, OtherRun, new LeaderEpoch(0), new Offset(offset), new LeaderEpoch(offset == 0 ? -1 : 0), new Offset(offset), Offset.Zero));

    private void Send(long from, long end, long highWatermark, byte[] batches) => Tell(
        new ReplicaCommand.Fetched(new FetchAnswer.Records(new LeaderEpoch(0), new Offset(from), new Offset(end), new LeaderEpoch(0), new Offset(highWatermark))),
        new LogChunk(batches));

    private void Tell(ReplicaCommand command, params LogChunk[] records) => Hosted.Actor.Tell(new PeerCommand(command, records));

    private static byte[] Batch(long offset, params string[] values)
    {
        using var builder = new RecordBatchBuilder(new RecordBatchOptions { BaseOffset = new Offset(offset), LeaderEpoch = new LeaderEpoch(0) });
        foreach (var value in values)
            Assert.True(builder.TryAppend(1_000, default, System.Text.Encoding.UTF8.GetBytes(value)));
        return builder.ToArray();
    }
}
