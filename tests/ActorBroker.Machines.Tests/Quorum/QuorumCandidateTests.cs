using ActorBroker.Machines.Quorum;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Quorum.QuorumSamples;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>The rows of the candidate's table, in their order.</summary>
public class QuorumCandidateTests
{
    private static readonly QuorumCandidate Preparing = QuorumCandidate.Begin(TheQuorum, Alice, Epoch(3), OneToThree).Next;

    private static readonly QuorumCandidate Adopting = Preparing.Answered(One, Promised(2, 1)).Next.Answered(Two, Promised(1, 2)).Next;

    [Fact]
    public void Candidate_asks_every_voter_it_knows_for_a_promise()
    {
        var begun = QuorumCandidate.Begin(TheQuorum, Alice, Epoch(3), OneToThree);

        Assert.Equal([One, Two, Three], begun.Effects.Select(Voter));
        Assert.All(begun.Effects, effect => Assert.IsType<QuorumRequest.Prepare>(Request(effect)));
    }

    [Fact]
    public void Candidate_hears_nothing_of_other_epochs_nor_after_its_end()
    {
        var stopped = Preparing.GiveUp().Next;

        AssertSame(Preparing, Preparing.Answered(One, new QuorumAnswer.Refused(Epoch(2), Epoch(9))));
        AssertSame(stopped, stopped.Answered(One, Promised(2, 1)));
    }

    [Fact]
    public void Candidate_stops_when_a_voter_promised_a_later_epoch()
    {
        var decision = Adopting.Answered(Three, new QuorumAnswer.Refused(Epoch(3), Epoch(9)));

        Assert.True(decision.Next.IsStopped);
        Assert.Equal<LeaderEffect>([new LeaderEffect.Stop(StopReason.Outranked, Epoch(9))], decision.Effects);
    }

    [Fact]
    public void Candidate_asks_voters_that_it_learns_of()
    {
        var promised = new QuorumAnswer.Promised(Epoch(3), At(4, 2), OneToThree.With(Four));

        var decision = Preparing.Answered(One, promised);

        Assert.False(decision.Next.IsAdopting);
        Assert.Equal([Four], decision.Effects.Select(Voter));
    }

    [Fact]
    public void Candidate_counts_by_the_voters_of_the_best_log()
    {
        var ofFour = new QuorumAnswer.Promised(Epoch(3), At(4, 2), OneToThree.With(Four));

        var two = Preparing.Answered(One, ofFour).Next.Answered(Two, Promised(2, 1)).Next;
        var three = two.Answered(Four, Promised(2, 1)).Next;

        Assert.False(two.IsAdopting);
        Assert.True(three.IsAdopting);
    }

    [Fact]
    public void Candidate_adopts_the_log_whose_last_entry_has_the_highest_epoch()
    {
        var decision = Preparing.Answered(One, Promised(7, 1)).Next.Answered(Two, Promised(1, 2));

        Assert.Equal(Two, decision.Next.Source);
        Assert.Equal(new QuorumRequest.Read(Header(3, voter: Two), Offset.None), Request(Assert.Single(decision.Effects)));
    }

    [Fact]
    public void Candidate_adopts_the_longest_log_of_that_epoch()
    {
        var decision = Preparing.Answered(One, Promised(7, 2)).Next.Answered(Two, Promised(8, 2));

        Assert.Equal(Two, decision.Next.Source);
    }

    [Fact]
    public void Candidate_reads_on_until_it_has_the_whole_log()
    {
        var decision = Preparing.Answered(One, Promised(3, 1)).Next.Answered(Two, Promised(1, 1)).Next
            .Answered(One, Content(QuorumSnapshot.First(OneToThree), 0, 1, 1));

        Assert.Null(decision.Won);
        Assert.Equal(new QuorumRequest.Read(Header(3), new Offset(2)), Request(Assert.Single(decision.Effects)));
    }

    [Fact]
    public void Candidate_with_the_whole_log_sends_a_barrier_of_its_own_epoch()
    {
        var decision = Adopting.Answered(Two, Content(QuorumSnapshot.First(OneToThree), 0, 2));

        Assert.Equal(At(2, 3), decision.Won!.Log.Last);
        Assert.Equal(Offset.None, decision.Won.Committed);
        Assert.Equal([One, Two, Three], decision.Effects.Select(Voter));
        Assert.All(decision.Effects, effect => Assert.IsType<QuorumEntry.Barrier>(((QuorumRequest.Append)Request(effect)).Entries[^1]));
    }

    [Fact]
    public void Candidate_passes_over_what_it_did_not_ask_for()
    {
        AssertSame(Preparing, Preparing.Answered(Two, Content(QuorumSnapshot.First(OneToThree), 0, 2)));
        AssertSame(Adopting, Adopting.Answered(Three, Content(QuorumSnapshot.First(OneToThree), 0, 2)));
        AssertSame(Adopting, Adopting.Answered(Two, Content(null, 5, 2)));
        AssertSame(Adopting, Adopting.Answered(Three, Promised(9, 2)));
        AssertSame(Preparing, Preparing.Answered(Two, new QuorumAnswer.Unformed(Epoch(3))));
    }

    [Fact]
    public void Candidate_asks_again_whom_it_did_not_hear()
    {
        var decision = Preparing.Answered(Two, Promised(1, 1)).Next.Resend();

        Assert.Equal([One, Three], decision.Effects.Select(Voter));
    }

    [Fact]
    public void Candidate_reads_again_what_did_not_come()
    {
        var decision = Adopting.Resend();

        Assert.Equal(new QuorumRequest.Read(Header(3, voter: Two), Offset.None), Request(Assert.Single(decision.Effects)));
    }

    [Fact]
    public void Candidate_that_gives_up_stops()
    {
        var decision = Preparing.GiveUp();

        Assert.Equal<LeaderEffect>([new LeaderEffect.Stop(StopReason.QuorumLost, Epoch(3))], decision.Effects);
        AssertSame(decision.Next, decision.Next.Resend());
        AssertSame(decision.Next, decision.Next.GiveUp());
    }

    private static QuorumAnswer.Promised Promised(int end, int epoch) => new(Epoch(3), At(end, epoch), OneToThree);

    private static QuorumAnswer.Content Content(QuorumSnapshot? snapshot, int from, params int[] epochs) =>
        new(Epoch(3), snapshot, new Offset(from), Entries(epochs));

    private static QuorumRequest Request(LeaderEffect effect) => Assert.IsType<LeaderEffect.Send>(effect).Request;

    private static VoterId Voter(LeaderEffect effect) => Request(effect).Header.Voter;

    private static void AssertSame(QuorumCandidate before, CandidateDecision decision)
    {
        Assert.Same(before, decision.Next);
        Assert.Null(decision.Won);
        Assert.Empty(decision.Effects);
    }
}
