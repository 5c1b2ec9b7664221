using System.Collections.Immutable;
using ActorBroker.Machines.Quorum;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>Mistakes that quorums were built with, each with the least bounds in which it does harm.</summary>
internal static class QuorumMistakes
{
    private static readonly QuorumBounds OneRound = new(3, Epochs: 1, Candidates: 2, Proposals: 0, Crashes: 0);
    private static readonly QuorumBounds TwoRounds = new(3, Epochs: 2, Candidates: 2, Proposals: 1, Crashes: 0);
    private static readonly QuorumBounds TwoRoundsWithCrash = TwoRounds with { Crashes = 1 };
    private static readonly QuorumBounds ThreeRounds = new(3, Epochs: 3, Candidates: 3, Proposals: 0, Crashes: 0) { IsEpochOwn = true };

    public static IReadOnlyList<(QuorumMistake Mistake, QuorumBounds Bounds)> All { get; } =
    [
        (new("a restarted voter forgets its promise", QuorumRules.Sound) { ForgetsPromises = true }, TwoRoundsWithCrash),
        (new("a voter answers before it is durable", QuorumRules.Sound) { AnswersTooEarly = true }, TwoRoundsWithCrash),
        (new("an emptied voter forms itself again", QuorumRules.Sound) { FormsAnew = true }, TwoRoundsWithCrash),
        (new("a voter takes entries of older epochs", new NoFencing()), TwoRounds),
        (new("a voter promises an epoch twice", new SecondPromise()), TwoRounds),
        (new("a promise is repeated when the epoch has its leader", new LatePromise()), OneRound with { VoterChanges = 2 }),
        (new("old entries are committed without a barrier", new NoBarrier()), ThreeRounds with { Epochs = 4, Candidates = 4 }),
        (new("the longest log is adopted, whatever its epoch", new LongestLog()), ThreeRounds with { Proposals = 1 }),
        (new("a candidate needs one promise fewer than a majority", new FewPromises()), TwoRounds),
        (new("an entry needs one voter fewer than a majority", new FewCopies()), TwoRounds),
        (new("entries follow at any position", new AnyPosition()), ThreeRounds with { Proposals = 1 }),
        (new("the end of an old message cuts the log", new CutAtMessageEnd()), TwoRounds),
        (new("entries of a later epoch bind nobody to it", new NoPromiseWithEntries()), ThreeRounds),
        (new("voters change while a change is under way", new ManyChanges()), TwoRounds with { Proposals = 0, VoterChanges = 2 }),
    ];

    private sealed class NoFencing : QuorumRules
    {
        public override bool MayWrite(ControllerEpoch promised, ControllerEpoch epoch) => true;
    }

    private sealed class SecondPromise : QuorumRules
    {
        public override bool MayPromise(VoterEvent.PromiseMade held, QuorumPosition last, QuorumHeader asked) => asked.Epoch >= held.Epoch;
    }

    private sealed class LatePromise : QuorumRules
    {
        public override bool MayPromise(VoterEvent.PromiseMade held, QuorumPosition last, QuorumHeader asked) =>
            asked.Epoch > held.Epoch || (asked.Epoch == held.Epoch && asked.Candidate == held.Candidate);
    }

    private sealed class NoBarrier : QuorumRules
    {
        public override int MessageBytesMax => 1;

        public override bool MayCommit(QuorumLog log, Offset end, ControllerEpoch own, Func<VoterId, bool> hasStored) =>
            end > log.Start && log.Voters.HasMajority(hasStored);
    }

    private sealed class LongestLog : QuorumRules
    {
        public override bool IsBetter(QuorumPosition one, QuorumPosition other) => one.End > other.End;
    }

    private sealed class FewPromises : QuorumRules
    {
        public override bool MayAdopt(VoterSet voters, Func<VoterId, bool> promised) => voters.Members.Count(promised) >= voters.Majority - 1;
    }

    private sealed class FewCopies : QuorumRules
    {
        public override bool MayCommit(QuorumLog log, Offset end, ControllerEpoch own, Func<VoterId, bool> hasStored) =>
            log.At(end).Epoch == own && log.Voters.Members.Count(hasStored) >= log.Voters.Majority - 1;
    }

    private sealed class AnyPosition : QuorumRules
    {
        public override bool MayFollow(QuorumLog log, QuorumPosition previous) => log.End >= previous.End;
    }

    private sealed class CutAtMessageEnd : QuorumRules
    {
        public override Offset CutAt(QuorumLog log, Offset from, ImmutableArray<QuorumEntry> entries) => from;
    }

    private sealed class NoPromiseWithEntries : QuorumRules
    {
        public override bool OwesPromise(ControllerEpoch promised, ControllerEpoch epoch) => false;
    }

    private sealed class ManyChanges : QuorumRules
    {
        public override bool MayChangeVoters(QuorumLog log, Offset committed) => true;
    }
}
