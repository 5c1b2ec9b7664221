using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>
/// The leader of one epoch: brings its log to the voters, first of all a barrier of its own epoch, and says what is committed.
/// <code>
/// command      condition                                       becomes      wants
/// Answered     of another epoch, or of one it does not count,
///              or it stopped                                   same         -
/// Answered     Refused                                         stopped      Stop(Outranked)
/// Answered     Stored, nothing more committed                  same         Send(Append) of what follows
/// Answered     Stored, the barrier is committed                leading      Lead, Send(Append) of what follows
/// Answered     Stored, more is committed                       leading      Commit, Send(Append) of what follows
/// Answered     Stored, the newcomer caught up                  leading      Accept, Send(Append) with the changed voters
/// Answered     Diverged                                        same         Send(Append) from where the logs may agree
/// Answered     Diverged below the log's start, Unformed        same         Send(Install)
/// Answered     otherwise (Foreign, an answer to a candidate)   same         -
/// Propose      leading                                         leading      Accept, Send(Append)
/// TakeSnapshot leading, between start and commit               leading      Send(Install)
/// AddVoter     leading, a newcomer, no change under way        leading      Send(Install)
/// RemoveVoter  leading, one of several, no change under way    leading      Accept, Send(Append)
/// RemoveVoter  leading, the newcomer                           leading      -
/// any of four  otherwise                                       same         Reject
/// Resend       not stopped                                     same         Send(Append) or Send(Install) to every voter
/// CheckQuorum  a majority answered since the last check        same         -
/// CheckQuorum  otherwise                                       stopped      Stop(QuorumLost)
/// </code>
/// </summary>
/// <remarks>
/// Immutable, and nothing of it is durable: a leader that crashed is followed by another one. A decision therefore holds what comes next
/// instead of events. The leader need not be a voter.
/// <b>Invariants:</b> what is committed never falls; nothing is committed, and no voter changed, before the barrier is (Raft, sections 5.4.2 and 6).
/// </remarks>
public sealed record QuorumLeader
{
    // How many entries it sends a voter ahead of its answers.
    private const int EntriesAheadMax = 4096;

    private QuorumLeader(QuorumId quorum, CandidateId candidate, ControllerEpoch epoch, QuorumLog log, QuorumRules rules)
    {
        Quorum = quorum;
        Candidate = candidate;
        Epoch = epoch;
        Log = log;
        Rules = rules;
    }

    /// <summary>The quorum it leads.</summary>
    public QuorumId Quorum { get; }

    /// <summary>Who leads.</summary>
    public CandidateId Candidate { get; }

    /// <summary>The epoch it leads in.</summary>
    public ControllerEpoch Epoch { get; }

    /// <summary>The log, committed or not.</summary>
    public QuorumLog Log { get; private init; }

    /// <summary>All below is committed; <see cref="Offset.None"/> as long as the barrier is not.</summary>
    public Offset Committed { get; private init; } = Offset.None;

    /// <summary>How far it is with each voter, and with a newcomer.</summary>
    public ImmutableSortedDictionary<VoterId, VoterProgress> Progress { get; private init; } =
        ImmutableSortedDictionary<VoterId, VoterProgress>.Empty;

    /// <summary>A voter to be, which does not count yet; null when there is none.</summary>
    public VoterId? Newcomer { get; private init; }

    /// <summary>Who answered since the quorum was last checked.</summary>
    public ImmutableSortedSet<VoterId> Heard { get; private init; } = ImmutableSortedSet<VoterId>.Empty;

    /// <summary>True once it is over.</summary>
    public bool IsStopped { get; private init; }

    /// <summary>True when it may act: its barrier is committed.</summary>
    public bool IsLeading => !IsStopped && Committed != Offset.None;

    internal QuorumRules Rules { get; }

    /// <summary>Takes an answer of a voter.</summary>
    public LeaderDecision Answered(VoterId from, QuorumAnswer answer)
    {
        if (IsStopped || answer.Epoch != Epoch || !Progress.TryGetValue(from, out var progress))
            return Continue([]);

        var heard = this with { Heard = Heard.Add(from) };
        return answer switch
        {
            QuorumAnswer.Refused refused => Stop(StopReason.Outranked, refused.Held),
            QuorumAnswer.Stored stored => heard.Count(from, progress.Stored(stored.End)),
            QuorumAnswer.Diverged diverged => heard.StepBack(from, progress, diverged.Last),
            QuorumAnswer.Unformed => heard.SendFrom(from, Offset.None),
            _ => heard.Continue([]),
        };
    }

    /// <summary>Appends what the controller decided; each content becomes an entry.</summary>
    public LeaderDecision Propose(ImmutableArray<ReadOnlyMemory<byte>> contents) =>
        IsLeading ? Append([.. contents.Select(content => new QuorumEntry.Event(Epoch, content))]) : Reject(RejectReason.NotLeading);

    /// <summary>Puts a snapshot in the place of all entries below an offset, here and at the voters.</summary>
    /// <param name="end">Behind the log's start, at most at what is committed.</param>
    /// <param name="content">The controller's state with exactly the entries below <paramref name="end"/> applied.</param>
    public LeaderDecision TakeSnapshot(Offset end, ReadOnlyMemory<byte> content)
    {
        if (!IsLeading)
            return Reject(RejectReason.NotLeading);
        if (end <= Log.Start || end > Committed)
            return Reject(RejectReason.NothingToDo);

        var snapshot = new QuorumSnapshot(Log.At(end), Log.VotersAt(end), content);
        var progress = Progress.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value with { Next = Offset.Max(pair.Value.Next, end) });
        var taken = this with { Log = Log.Install(snapshot), Progress = progress };
        return taken.Continue([.. Progress.Keys.Select(taken.Install)]);
    }

    /// <summary>Lets a newcomer catch up, and makes it a voter when it has (KIP-853).</summary>
    public LeaderDecision AddVoter(VoterId voter)
    {
        if (RejectionOfChange(!Log.Voters.Contains(voter)) is { } reason)
            return Reject(reason);
        return (this with { Newcomer = voter, Progress = Progress.SetItem(voter, VoterProgress.Unknown(Offset.None)) }).Replicate([voter]);
    }

    /// <summary>Takes a voter out; it counts no more from this entry on. A newcomer that did not catch up yet is forgotten.</summary>
    public LeaderDecision RemoveVoter(VoterId voter)
    {
        if (IsLeading && Newcomer == voter)
            return (this with { Newcomer = null, Progress = Progress.Remove(voter) }).Continue([]);
        if (RejectionOfChange(Log.Voters.Contains(voter) && Log.Voters.Members.Length > 1) is { } reason)
            return Reject(reason);
        return (this with { Progress = Progress.Remove(voter) }).Append([new QuorumEntry.VotersChanged(Epoch, Log.Voters.Without(voter))]);
    }

    /// <summary>Sends again what may be lost, or a heartbeat. Due every <c>controller.quorum.retry</c>.</summary>
    public LeaderDecision Resend()
    {
        if (IsStopped)
            return Continue([]);
        var again = this with { Progress = Progress.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.SendAgain()) };
        return again.Replicate([.. Progress.Keys], heartbeat: true);
    }

    /// <summary>Stops when no majority answered since the last check. Due every <c>controller.quorum.timeout</c>.</summary>
    public LeaderDecision CheckQuorum()
    {
        if (IsStopped)
            return Continue([]);
        return Log.Voters.HasMajority(Heard.Contains)
            ? (this with { Heard = Heard.Clear() }).Continue([])
            : Stop(StopReason.QuorumLost, Epoch);
    }

    /// <summary>The leader that a candidate becomes with the log it adopted: the barrier is appended and on its way.</summary>
    internal static LeaderDecision Begin(QuorumCandidate candidate, QuorumLog adopted)
    {
        var leader = new QuorumLeader(candidate.Quorum, candidate.Candidate, candidate.Epoch, adopted, candidate.Rules);
        var progress = adopted.Voters.Members.ToImmutableSortedDictionary(
            voter => voter,
            voter => VoterProgress.Unknown(
                candidate.Promises.TryGetValue(voter, out var promise) ? leader.FirstToSend(promise.Last) : adopted.End));
        return (leader with { Progress = progress }).Append([new QuorumEntry.Barrier(candidate.Epoch)], isAsked: false);
    }

    private LeaderDecision Count(VoterId from, VoterProgress progress)
    {
        var counted = this with { Progress = Progress.SetItem(from, progress) };
        var sent = counted.Advance(out var effects).Replicate([from]);
        var decision = sent with { Effects = effects.AddRange(sent.Effects) };
        return Newcomer == from ? decision.Next.Admit(from, decision) : decision;
    }

    private LeaderDecision Admit(VoterId voter, LeaderDecision before)
    {
        if (!Rules.MayJoin(Progress[voter].Match, Committed))
            return before;

        var admitted = (this with { Newcomer = null }).Append([new QuorumEntry.VotersChanged(Epoch, Log.Voters.With(voter))]);
        return admitted with { Effects = before.Effects.AddRange(admitted.Effects) };
    }

    private QuorumLeader Advance(out ImmutableArray<LeaderEffect> effects)
    {
        effects = [];
        var stored = Log.Voters.Members
            .Select(voter => Progress[voter].Match)
            .Where(end => end > Committed && end >= Log.Start)
            .OrderDescending();
        foreach (var end in stored)
        {
            if (!Rules.MayCommit(Log, end, Epoch, voter => Progress[voter].Match >= end))
                continue;

            effects = IsLeading
                ? [new LeaderEffect.Commit(end, Log.ReadTo(Committed, end))]
                : [new LeaderEffect.Lead(Epoch, Log.CutTo(end))];
            return this with { Committed = end };
        }

        return this;
    }

    private LeaderDecision StepBack(VoterId from, VoterProgress progress, QuorumPosition last)
    {
        var next = FirstToSend(last);
        return next < progress.Match ? Continue([]) : SendFrom(from, next);
    }

    private LeaderDecision Append(ImmutableArray<QuorumEntry> entries, bool isAsked = true)
    {
        var first = Log.End;
        var appended = (this with { Log = Log.Replace(first, entries) }).Replicate([.. Progress.Keys]);
        return isAsked
            ? appended with { Effects = [new LeaderEffect.Accept(first, first + entries.Length), .. appended.Effects] }
            : appended;
    }

    private LeaderDecision SendFrom(VoterId voter, Offset next) =>
        (this with { Progress = Progress.SetItem(voter, Progress[voter] with { Next = next }) }).Replicate([voter]);

    private LeaderDecision Replicate(ImmutableArray<VoterId> voters, bool heartbeat = false)
    {
        var effects = ImmutableArray.CreateBuilder<LeaderEffect>();
        var progress = Progress;
        foreach (var voter in voters)
        {
            var (match, next) = progress[voter];
            if (next < Log.Start)
            {
                effects.Add(Install(voter));
                progress = progress.SetItem(voter, new VoterProgress(match, Log.Start));
            }
            else if (heartbeat || (next < Log.End && next - Offset.Max(match, Log.Start) < EntriesAheadMax))
            {
                var entries = Log.Read(next, Rules.MessageBytesMax);
                effects.Add(new LeaderEffect.Send(new QuorumRequest.Append(HeaderTo(voter), Log.At(next), entries)));
                progress = progress.SetItem(voter, new VoterProgress(match, next + entries.Length));
            }
        }

        return (this with { Progress = progress }).Continue(effects.DrainToImmutable());
    }

    /// <summary>From where entries go to a voter whose log ends, or parts from this one, at <paramref name="last"/>; none: the snapshot goes.</summary>
    private Offset FirstToSend(QuorumPosition last)
    {
        var agreed = Log.LastNotBehind(last);
        return last.End < Log.Start || agreed.Epoch > last.Epoch ? Offset.None : agreed.End;
    }

    private RejectReason? RejectionOfChange(bool isChange)
    {
        if (!IsLeading)
            return RejectReason.NotLeading;
        if (Newcomer is not null || !Rules.MayChangeVoters(Log, Committed))
            return RejectReason.ChangeUnderWay;
        return isChange ? null : RejectReason.NothingToDo;
    }

    private LeaderEffect Install(VoterId voter) => new LeaderEffect.Send(new QuorumRequest.Install(HeaderTo(voter), Log.Snapshot));

    private LeaderDecision Stop(StopReason reason, ControllerEpoch promised) =>
        (this with { IsStopped = true }).Continue([new LeaderEffect.Stop(reason, promised)]);

    private LeaderDecision Reject(RejectReason reason) => Continue([new LeaderEffect.Reject(reason)]);

    private LeaderDecision Continue(ImmutableArray<LeaderEffect> effects) => new(this, effects);

    private QuorumHeader HeaderTo(VoterId voter) => new(Quorum, voter, Epoch, Candidate);
}
