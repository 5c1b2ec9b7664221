using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>
/// One attempt to lead the quorum, up to the point where it has the best log of a majority. A prepare that nobody answers is sent again; an
/// attempt that cannot succeed stops, and whoever supervises it begins another one, later and with a higher epoch.
/// <code>
/// command   phase      condition                                   becomes    wants
/// Answered  any        of another epoch, or it stopped             same       -
/// Answered  any        Refused                                     stopped    Stop(Outranked)
/// Answered  preparing  Promised, no majority of the best log's     preparing  Send(Prepare) to its voters not asked before
/// Answered  preparing  Promised, by a majority of the best log's   adopting   Send(Read) to the one that has it
/// Answered  adopting   Content, not yet all                        adopting   Send(Read) of the next part
/// Answered  adopting   Content, the last part                      won        Won; the leader's first sends
/// Answered  any        otherwise                                   same       -
/// Resend    preparing                                              preparing  Send(Prepare) to all that did not answer
/// Resend    adopting                                               adopting   Send(Read) of the next part
/// GiveUp    any                                                    stopped    Stop(QuorumLost)
/// </code>
/// </summary>
/// <remarks>
/// Immutable, and nothing of it is durable: after a crash another candidate begins. A decision therefore holds what comes next instead of events.
/// </remarks>
public sealed record QuorumCandidate
{
    private QuorumCandidate(QuorumId quorum, CandidateId candidate, ControllerEpoch epoch, VoterSet asked, QuorumRules rules)
    {
        Quorum = quorum;
        Candidate = candidate;
        Epoch = epoch;
        Asked = asked;
        Rules = rules;
    }

    /// <summary>The quorum it wants to lead.</summary>
    public QuorumId Quorum { get; }

    /// <summary>Who tries.</summary>
    public CandidateId Candidate { get; }

    /// <summary>The epoch it would lead in.</summary>
    public ControllerEpoch Epoch { get; }

    /// <summary>Whom it asked for a promise.</summary>
    public VoterSet Asked { get; private init; }

    /// <summary>Who promised, and what log they have.</summary>
    public ImmutableSortedDictionary<VoterId, QuorumAnswer.Promised> Promises { get; private init; } =
        ImmutableSortedDictionary<VoterId, QuorumAnswer.Promised>.Empty;

    /// <summary>Who has the best log of those that promised; of several, the first to promise. Null before the first promise.</summary>
    public VoterId? Source { get; private init; }

    /// <summary>True once a majority promised, and the best log is being adopted.</summary>
    public bool IsAdopting { get; private init; }

    /// <summary>What it has of that log; null before the first part.</summary>
    public QuorumLog? Adopted { get; private init; }

    /// <summary>True once the attempt is over without success.</summary>
    public bool IsStopped { get; private init; }

    internal QuorumRules Rules { get; }

    /// <summary>Begins an attempt.</summary>
    /// <param name="quorum">The quorum to lead.</param>
    /// <param name="candidate">Who tries.</param>
    /// <param name="epoch">Higher than any epoch that the node heard of.</param>
    /// <param name="voters">The voters as far as the node knows; who follows them is learnt from their logs.</param>
    public static CandidateDecision Begin(QuorumId quorum, CandidateId candidate, ControllerEpoch epoch, VoterSet voters) =>
        Begin(quorum, candidate, epoch, voters, QuorumRules.Sound);

    internal static CandidateDecision Begin(
        QuorumId quorum,
        CandidateId candidate,
        ControllerEpoch epoch,
        VoterSet voters,
        QuorumRules rules)
    {
        var begun = new QuorumCandidate(quorum, candidate, epoch, voters, rules);
        return begun.Continue(begun.Prepare(voters.Members));
    }

    /// <summary>Takes an answer of a voter.</summary>
    public CandidateDecision Answered(VoterId from, QuorumAnswer answer)
    {
        if (IsStopped || answer.Epoch != Epoch)
            return Continue([]);

        return answer switch
        {
            QuorumAnswer.Refused refused => Stop(StopReason.Outranked, refused.Held),
            QuorumAnswer.Promised promised when !IsAdopting => Count(from, promised),
            QuorumAnswer.Content content when IsAdopting && Source == from => Adopt(content),
            _ => Continue([]),
        };
    }

    /// <summary>Sends again what was not answered. Due every <c>controller.quorum.retry</c> as long as the attempt goes on.</summary>
    public CandidateDecision Resend()
    {
        if (IsStopped)
            return Continue([]);
        if (IsAdopting)
            return Continue([ReadOn()]);
        return Continue(Prepare(Asked.Members.Where(voter => !Promises.ContainsKey(voter))));
    }

    /// <summary>Ends the attempt; due when it did not succeed within <c>controller.quorum.timeout</c>.</summary>
    public CandidateDecision GiveUp() => IsStopped ? Continue([]) : Stop(StopReason.QuorumLost, Epoch);

    private CandidateDecision Count(VoterId from, QuorumAnswer.Promised promised)
    {
        var isBest = Source is not { } source || Rules.IsBetter(promised.Last, Promises[source].Last);
        var counted = this with { Promises = Promises.SetItem(from, promised), Source = isBest ? from : Source };
        var best = counted.Promises[counted.Source!.Value];
        if (Rules.MayAdopt(best.Voters, counted.Promises.ContainsKey))
            return (counted with { IsAdopting = true }).Continue([counted.ReadOn()]);

        var added = best.Voters.Members.Where(voter => !Asked.Contains(voter)).ToList();
        return (counted with { Asked = new VoterSet([.. Asked.Members, .. added]) }).Continue(Prepare(added));
    }

    private CandidateDecision Adopt(QuorumAnswer.Content content)
    {
        var before = content.Snapshot is { } snapshot ? new QuorumLog(snapshot) : Adopted;
        if (before is null || before.End != content.From)
            return Continue([]);

        var log = before.Replace(content.From, content.Entries);
        var adopting = this with { Adopted = log };
        if (log.End < Promises[Source!.Value].Last.End)
            return adopting.Continue([adopting.ReadOn()]);

        var won = QuorumLeader.Begin(this, log);
        return new CandidateDecision(adopting, won.Next, won.Effects);
    }

    private CandidateDecision Stop(StopReason reason, ControllerEpoch promised) =>
        (this with { IsStopped = true }).Continue([new LeaderEffect.Stop(reason, promised)]);

    private CandidateDecision Continue(ImmutableArray<LeaderEffect> effects) => new(this, null, effects);

    private ImmutableArray<LeaderEffect> Prepare(IEnumerable<VoterId> voters) =>
        [.. voters.Select(voter => new LeaderEffect.Send(new QuorumRequest.Prepare(HeaderTo(voter))))];

    private LeaderEffect.Send ReadOn() => new(new QuorumRequest.Read(HeaderTo(Source!.Value), Adopted?.End ?? Offset.None));

    private QuorumHeader HeaderTo(VoterId voter) => new(Quorum, voter, Epoch, Candidate);
}
