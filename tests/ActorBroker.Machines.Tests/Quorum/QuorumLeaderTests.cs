using ActorBroker.Machines.Quorum;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Quorum.QuorumSamples;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>The rows of the leader's table that are about answers and time, in their order.</summary>
public class QuorumLeaderTests
{
    [Fact]
    public void Leader_hears_nothing_of_other_epochs_strangers_nor_after_its_end()
    {
        var leader = LeaderSamples.Establishing(1, 1);
        var stopped = leader.CheckQuorum().Next;

        AssertSame(leader, leader.Answered(One, new QuorumAnswer.Refused(Epoch(2), Epoch(9))));
        AssertSame(leader, leader.Answered(Four, Stored(3)));
        AssertSame(stopped, stopped.Answered(One, Stored(3)));
    }

    [Fact]
    public void Leader_stops_when_a_voter_promised_a_later_epoch()
    {
        var decision = LeaderSamples.Leading(1).Answered(One, new QuorumAnswer.Refused(Epoch(3), Epoch(4)));

        Assert.True(decision.Next.IsStopped);
        Assert.False(decision.Next.IsLeading);
        Assert.Equal<LeaderEffect>([new LeaderEffect.Stop(StopReason.Outranked, Epoch(4))], decision.Effects);
    }

    [Fact]
    public void Old_entries_are_not_committed_without_the_barrier()
    {
        var decision = LeaderSamples.Establishing(1, 1).Answered(One, Stored(2)).Next.Answered(Two, Stored(2));

        Assert.Equal(Offset.None, decision.Next.Committed);
        Assert.False(decision.Next.IsLeading);
        Assert.Empty(decision.Effects);
    }

    [Fact]
    public void Leader_acts_once_a_majority_has_its_barrier()
    {
        var decision = LeaderSamples.Establishing(1, 1).Answered(One, Stored(3)).Next.Answered(Two, Stored(3));

        var lead = Assert.IsType<LeaderEffect.Lead>(Assert.Single(decision.Effects));
        Assert.True(decision.Next.IsLeading);
        Assert.Equal((Epoch(3), At(3, 3)), (lead.Epoch, lead.Log.Last));
    }

    [Fact]
    public void Leader_commits_what_a_majority_stored()
    {
        var proposed = LeaderSamples.Leading(1).Propose([new byte[] { 7 }, new byte[] { 8 }]).Next;

        var alone = proposed.Answered(One, Stored(4));
        var both = alone.Next.Answered(Three, Stored(3));

        Assert.Empty(alone.Effects);
        var commit = Assert.IsType<LeaderEffect.Commit>(Assert.Single(both.Effects));
        Assert.Equal((new Offset(3), 1), (commit.End, commit.Entries.Length));
    }

    [Fact]
    public void Late_answers_do_not_take_back_what_was_stored()
    {
        var proposed = LeaderSamples.Leading(1).Propose([new byte[] { 7 }]).Next.Answered(One, Stored(3)).Next;

        var late = proposed.Answered(One, Stored(1)).Next;
        var stale = proposed.Answered(One, new QuorumAnswer.Diverged(Epoch(3), At(0, -1)));

        Assert.Equal(new Offset(3), late.Progress[One].Match);
        Assert.Empty(stale.Effects);
        Assert.Equal(new Offset(3), stale.Next.Progress[One].Match);
    }

    [Fact]
    public void Newcomer_becomes_a_voter_when_it_has_all_that_is_committed()
    {
        var adding = LeaderSamples.Leading(1).AddVoter(Four).Next;

        var behind = adding.Answered(Four, Stored(0));
        var caughtUp = behind.Next.Answered(Four, Stored(2));

        Assert.False(behind.Next.Log.Voters.Contains(Four));
        Assert.True(caughtUp.Next.Log.Voters.Contains(Four));
        Assert.Contains(new LeaderEffect.Accept(new Offset(2), new Offset(3)), caughtUp.Effects);
        Assert.Equal(Offset.None, adding.Progress[Four].Match);
    }

    [Fact]
    public void Leader_steps_back_to_where_a_diverged_log_may_agree()
    {
        var decision = LeaderSamples.Establishing(1, 1, 2).Answered(One, new QuorumAnswer.Diverged(Epoch(3), At(3, 1)));

        var append = Assert.IsType<QuorumRequest.Append>(LeaderSamples.Request(decision));
        Assert.Equal(At(2, 1), append.Previous);
        Assert.Equal(2, append.Entries.Length);
    }

    [Fact]
    public void Leader_sends_its_snapshot_to_a_voter_that_has_less_or_nothing_or_parted_below_it()
    {
        var leader = LeaderSamples.Leading(1, 1).TakeSnapshot(new Offset(2), new byte[] { 5 }).Next;

        var behind = leader.Answered(Three, new QuorumAnswer.Diverged(Epoch(3), At(1, 1)));
        var unformed = leader.Answered(Three, new QuorumAnswer.Unformed(Epoch(3)));
        var parted = leader.Answered(Three, new QuorumAnswer.Diverged(Epoch(3), At(2, 0)));

        Assert.IsType<QuorumRequest.Install>(LeaderSamples.Request(behind));
        Assert.IsType<QuorumRequest.Install>(LeaderSamples.Request(parted));
        Assert.IsType<QuorumRequest.Install>(LeaderSamples.Request(unformed));
    }

    [Fact]
    public void Leader_wants_nothing_of_a_stranger_or_of_an_answer_to_its_candidacy()
    {
        var leader = LeaderSamples.Leading(1);

        Assert.Empty(leader.Answered(Three, new QuorumAnswer.Foreign(Epoch(3))).Effects);
        Assert.Empty(leader.Answered(Three, new QuorumAnswer.Promised(Epoch(3), At(1, 1), OneToThree)).Effects);
    }

    [Fact]
    public void Leader_sends_again_what_was_not_answered_and_a_heartbeat_to_the_rest()
    {
        var decision = LeaderSamples.Leading(1).Propose([new byte[] { 7 }]).Next.Answered(One, Stored(3)).Next.Resend();

        var appends = decision.Effects.Select(effect => (QuorumRequest.Append)((LeaderEffect.Send)effect).Request).ToList();
        Assert.Equal([0, 1], appends.Take(2).Select(append => append.Entries.Length));
        Assert.Equal([One, Two, Three], appends.Select(append => append.Header.Voter));
    }

    [Fact]
    public void Leader_stays_as_long_as_a_majority_answers()
    {
        var heard = LeaderSamples.Leading(1);

        var kept = heard.CheckQuorum();
        var lost = kept.Next.CheckQuorum();

        Assert.Empty(kept.Effects);
        Assert.Equal<LeaderEffect>([new LeaderEffect.Stop(StopReason.QuorumLost, Epoch(3))], lost.Effects);
        AssertSame(lost.Next, lost.Next.CheckQuorum());
        AssertSame(lost.Next, lost.Next.Resend());
    }

    private static QuorumAnswer.Stored Stored(int end) => new(Epoch(3), new Offset(end));

    private static void AssertSame(QuorumLeader before, LeaderDecision decision)
    {
        Assert.Same(before, decision.Next);
        Assert.Empty(decision.Effects);
    }
}
