using ActorBroker.Machines.Quorum;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Quorum.QuorumSamples;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>The rows of the leader's table that are about commands.</summary>
public class QuorumLeaderCommandTests
{
    [Fact]
    public void Proposed_contents_get_their_offsets_and_go_to_every_voter()
    {
        var decision = LeaderSamples.Leading(1).Propose([new byte[] { 7 }, new byte[] { 8 }]);

        Assert.Equal(new LeaderEffect.Accept(new Offset(2), new Offset(4)), decision.Effects[0]);
        Assert.Equal([One, Two, Three], decision.Effects.Skip(1).Select(effect => ((LeaderEffect.Send)effect).Request.Header.Voter));
    }

    [Fact]
    public void Leader_rejects_every_command_before_its_barrier_is_committed()
    {
        var early = LeaderSamples.Establishing(1, 1);

        AssertRejected(RejectReason.NotLeading, early.Propose([new byte[] { 7 }]));
        AssertRejected(RejectReason.NotLeading, early.TakeSnapshot(new Offset(1), default));
        AssertRejected(RejectReason.NotLeading, early.AddVoter(Four));
        AssertRejected(RejectReason.NotLeading, early.RemoveVoter(Three));
    }

    [Fact]
    public void Snapshot_takes_the_place_of_committed_entries_everywhere()
    {
        var decision = LeaderSamples.Leading(1, 1).TakeSnapshot(new Offset(2), new byte[] { 5 });

        Assert.Equal((new Offset(2), new Offset(3)), (decision.Next.Log.Start, decision.Next.Log.End));
        Assert.Equal(At(2, 1), decision.Next.Log.Snapshot.Last);
        Assert.Equal(3, decision.Effects.Length);
        Assert.All(decision.Effects, effect => Assert.IsType<QuorumRequest.Install>(((LeaderEffect.Send)effect).Request));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Snapshot_of_nothing_or_of_what_is_not_committed_is_rejected(int end)
    {
        AssertRejected(RejectReason.NothingToDo, LeaderSamples.Leading(1).TakeSnapshot(new Offset(end), default));
    }

    [Fact]
    public void Newcomer_gets_the_snapshot_first()
    {
        var decision = LeaderSamples.Leading(1).AddVoter(Four);

        Assert.IsType<QuorumRequest.Install>(LeaderSamples.Request(decision));
        Assert.Equal(Four, decision.Next.Newcomer);
        Assert.False(decision.Next.Log.Voters.Contains(Four));
    }

    [Fact]
    public void Removed_voter_counts_no_more_at_once()
    {
        var removed = LeaderSamples.Leading(1).RemoveVoter(One);

        var committed = removed.Next.Answered(Two, new QuorumAnswer.Stored(Epoch(3), new Offset(3))).Next
            .Answered(Three, new QuorumAnswer.Stored(Epoch(3), new Offset(3)));

        Assert.Equal(new LeaderEffect.Accept(new Offset(2), new Offset(3)), removed.Effects[0]);
        Assert.False(removed.Next.Progress.ContainsKey(One));
        Assert.Equal(new Offset(3), committed.Next.Committed);
    }

    [Fact]
    public void Newcomer_that_is_removed_is_forgotten()
    {
        var decision = LeaderSamples.Leading(1).AddVoter(Four).Next.RemoveVoter(Four);

        Assert.Null(decision.Next.Newcomer);
        Assert.Empty(decision.Effects);
        Assert.False(decision.Next.Progress.ContainsKey(Four));
    }

    [Fact]
    public void Voters_change_one_at_a_time()
    {
        var removing = LeaderSamples.Leading(1).RemoveVoter(One).Next;
        var adding = LeaderSamples.Leading(1).AddVoter(Four).Next;

        AssertRejected(RejectReason.ChangeUnderWay, removing.RemoveVoter(Two));
        AssertRejected(RejectReason.ChangeUnderWay, removing.AddVoter(Four));
        AssertRejected(RejectReason.ChangeUnderWay, adding.RemoveVoter(Two));
    }

    [Fact]
    public void Change_of_voters_that_changes_nothing_is_rejected()
    {
        var alone = LeaderSamples.Leading(1);

        AssertRejected(RejectReason.NothingToDo, alone.AddVoter(Two));
        AssertRejected(RejectReason.NothingToDo, alone.RemoveVoter(Four));
    }

    private static void AssertRejected(RejectReason reason, LeaderDecision decision) =>
        Assert.Equal<LeaderEffect>([new LeaderEffect.Reject(reason)], decision.Effects);
}
