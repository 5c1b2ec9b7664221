using ActorBroker.Machines.Quorum;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Quorum.QuorumSamples;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>The rows of the voter's table, in their order.</summary>
public class QuorumVoterTests
{
    [Fact]
    public void Voter_refuses_what_was_meant_for_one_with_another_storage()
    {
        var formed = Formed(1);

        var decision = formed.Decide(new QuorumRequest.Prepare(Header(5, voter: Two)));

        AssertOnly(new QuorumAnswer.Foreign(Epoch(5)), decision);
    }

    [Fact]
    public void Voter_without_a_quorum_promises_nothing_and_takes_nothing()
    {
        var empty = QuorumVoter.Empty(One);

        AssertOnly(new QuorumAnswer.Unformed(Epoch(1)), empty.Decide(Prepare(1)));
        AssertOnly(new QuorumAnswer.Unformed(Epoch(1)), empty.Decide(Read(1, Offset.None)));
        AssertOnly(new QuorumAnswer.Unformed(Epoch(1)), empty.Decide(Append(1, At(0, -1), 1)));
    }

    [Fact]
    public void Voter_without_a_quorum_joins_by_a_snapshot()
    {
        var snapshot = Snapshot(7, 2);

        var decision = QuorumVoter.Empty(One).Decide(Install(3, snapshot));

        Assert.Equal<VoterEvent>([new VoterEvent.Formed(TheQuorum, snapshot), new VoterEvent.PromiseMade(Epoch(3), Alice)], decision.Events);
        Assert.Equal(new QuorumAnswer.Stored(Epoch(3), new Offset(7)), decision.Answer);
    }

    [Fact]
    public void Voter_refuses_another_quorum()
    {
        var other = Header(9) with { Quorum = new QuorumId(Guid.Empty) };

        AssertOnly(new QuorumAnswer.Foreign(Epoch(9)), Formed(1).Decide(new QuorumRequest.Prepare(other)));
        AssertOnly(new QuorumAnswer.Foreign(Epoch(9)), Formed(1).Decide(new QuorumRequest.Install(other, Snapshot(9, 9))));
    }

    [Fact]
    public void Voter_promises_a_later_epoch_and_says_what_it_has()
    {
        var decision = Formed(1, 1, 2).Decide(Prepare(3, Bob));

        Assert.Equal<VoterEvent>([new VoterEvent.PromiseMade(Epoch(3), Bob)], decision.Events);
        Assert.Equal(new QuorumAnswer.Promised(Epoch(3), At(3, 2), OneToThree), decision.Answer);
    }

    [Fact]
    public void Voter_repeats_a_promise_to_the_same_candidate()
    {
        var promised = Formed(1).Apply(new VoterEvent.PromiseMade(Epoch(2), Alice));

        AssertOnly(new QuorumAnswer.Promised(Epoch(2), At(1, 1), OneToThree), promised.Decide(Prepare(2, Alice)));
    }

    [Fact]
    public void Voter_repeats_no_promise_for_an_epoch_that_has_its_leader()
    {
        AssertOnly(new QuorumAnswer.Refused(Epoch(2), Epoch(2)), Formed(1, 2).Decide(Prepare(2, Alice)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public void Voter_refuses_a_promise_for_an_epoch_that_is_given_or_over(int epoch)
    {
        AssertOnly(new QuorumAnswer.Refused(Epoch(epoch), Epoch(2)), Formed(1, 2).Decide(Prepare(epoch, Bob)));
    }

    [Fact]
    public void Voter_shows_its_log_to_whom_it_promised()
    {
        var promised = Formed(1, 1, 2);

        var whole = (QuorumAnswer.Content)promised.Decide(Read(2, Offset.None)).Answer;
        var rest = (QuorumAnswer.Content)promised.Decide(Read(2, new Offset(1))).Answer;

        Assert.Equal((QuorumSnapshot.First(OneToThree), Offset.Zero, 3), (whole.Snapshot, whole.From, whole.Entries.Length));
        Assert.Equal((null, new Offset(1), 2), (rest.Snapshot, rest.From, rest.Entries.Length));
    }

    [Fact]
    public void Voter_shows_its_log_to_nobody_else()
    {
        AssertOnly(new QuorumAnswer.Refused(Epoch(2), Epoch(2)), Formed(1, 2).Decide(Read(2, Offset.Zero, Bob)));
        AssertOnly(new QuorumAnswer.Refused(Epoch(1), Epoch(2)), Formed(1, 2).Decide(Read(1, Offset.Zero)));
    }

    [Fact]
    public void Voter_takes_nothing_of_an_older_epoch()
    {
        AssertOnly(new QuorumAnswer.Refused(Epoch(1), Epoch(2)), Formed(1, 2).Decide(Append(1, At(1, 1), 1)));
        AssertOnly(new QuorumAnswer.Refused(Epoch(1), Epoch(2)), Formed(1, 2).Decide(Install(1, Snapshot(5, 1))));
    }

    [Fact]
    public void Voter_that_missed_a_prepare_promises_with_the_first_entries()
    {
        var decision = Formed(1).Decide(Append(4, At(1, 1), 4));

        Assert.Equal(new VoterEvent.PromiseMade(Epoch(4), Alice), decision.Events[0]);
        Assert.IsType<VoterEvent.LogReplaced>(decision.Events[1]);
        Assert.Equal(new QuorumAnswer.Stored(Epoch(4), new Offset(2)), decision.Answer);
    }

    [Fact]
    public void Voter_takes_no_entries_behind_a_position_it_has_not()
    {
        var cut = Formed(1, 1).Decide(Append(1, At(3, 1), 1));
        var other = Formed(1, 1, 2).Decide(Append(3, At(3, 1), 3));

        AssertOnly(new QuorumAnswer.Diverged(Epoch(1), At(2, 1)), cut);
        Assert.Equal(new QuorumAnswer.Diverged(Epoch(3), At(2, 1)), other.Answer);
    }

    [Fact]
    public void Voter_that_has_the_entries_keeps_what_follows_them()
    {
        var ahead = Formed(1, 1, 1);

        var decision = ahead.Decide(Append(1, At(0, -1), 1, 1));

        AssertOnly(new QuorumAnswer.Stored(Epoch(1), new Offset(2)), decision);
    }

    [Fact]
    public void Voter_cuts_its_log_where_an_entry_differs()
    {
        var diverged = Formed(1, 1, 2, 2).Apply(new VoterEvent.PromiseMade(Epoch(3), Alice));

        var decision = diverged.Decide(Append(3, At(1, 1), 1, 3));
        var after = decision.Events.Aggregate(diverged, (voter, happened) => voter.Apply(happened));

        Assert.Equal(new QuorumAnswer.Stored(Epoch(3), new Offset(3)), decision.Answer);
        Assert.Equal(new Offset(2), Assert.IsType<VoterEvent.LogReplaced>(Assert.Single(decision.Events)).From);
        Assert.Equal(At(3, 3), after.Log!.Last);
    }

    [Fact]
    public void Voter_takes_a_snapshot_that_ends_behind_its_own()
    {
        var snapshot = Snapshot(2, 1);
        var formed = Formed(1, 1, 1);

        var decision = formed.Decide(Install(1, snapshot));

        Assert.Equal<VoterEvent>([new VoterEvent.SnapshotInstalled(snapshot)], decision.Events);
        Assert.Equal(new QuorumAnswer.Stored(Epoch(1), new Offset(2)), decision.Answer);
    }

    [Fact]
    public void Voter_passes_over_a_snapshot_that_it_has_already()
    {
        var behind = Formed(Snapshot(5, 1));

        var decision = behind.Apply(new VoterEvent.PromiseMade(Epoch(1), Alice)).Decide(Install(1, Snapshot(5, 1)));

        AssertOnly(new QuorumAnswer.Stored(Epoch(1), new Offset(5)), decision);
    }

    private static void AssertOnly(QuorumAnswer answer, VoterDecision decision)
    {
        Assert.Empty(decision.Events);
        Assert.Equal(answer, decision.Answer);
    }
}
