using System.Collections.Immutable;
using ActorBroker.Model;
using static ActorBroker.Machines.Quorum.VoterEvent;

namespace ActorBroker.Machines.Quorum;

/// <summary>
/// One voter of the quorum: keeps promises and the log. Whoever leads does so by what a majority of voters keeps.
/// <code>
/// voter     request                          condition                       remembers                     answers
/// any       any                              meant for another voter         -                             Foreign
/// unformed  Prepare, Read, Append                                            -                             Unformed
/// unformed  Install                                                          Formed, PromiseMade           Stored
/// formed    any                              of another quorum               -                             Foreign
/// formed    Prepare                          epoch above the promise         PromiseMade                   Promised
/// formed    Prepare                          promised to the same candidate,
///                                            no entry of the epoch yet       -                             Promised
/// formed    Prepare                          otherwise                       -                             Refused
/// formed    Read                             promised to the same candidate  -                             Content
/// formed    Read                             otherwise                       -                             Refused
/// formed    Append, Install                  epoch below the promise         -                             Refused
/// formed    Append, Install                  epoch above the promise         PromiseMade, then as below    as below
/// formed    Append                           log has not the position        -                             Diverged
/// formed    Append                           has all the entries             -                             Stored
/// formed    Append                           otherwise                       LogReplaced                   Stored
/// formed    Install                          snapshot ends behind the start  SnapshotInstalled             Stored
/// formed    Install                          otherwise                       -                             Stored
/// </code>
/// </summary>
/// <remarks>
/// Immutable; owned by one actor, who makes a decision's events durable one after the other, applies them, and answers. After a crash the
/// voter is made again from what was durable: <see cref="Empty(VoterId)"/> with every event applied. Applying an event twice changes nothing more.
/// <b>Invariants:</b> the promised epoch never falls; an entry that a majority stored in the leader's epoch is in the log of every later leader
/// (Raft, section 5.4; KIP-595).
/// </remarks>
public sealed record QuorumVoter
{
    private QuorumVoter(VoterId id, QuorumRules rules)
    {
        Id = id;
        Rules = rules;
    }

    /// <summary>Who this is.</summary>
    public VoterId Id { get; }

    /// <summary>The quorum it belongs to; null as long as it belongs to none.</summary>
    public QuorumId? Quorum { get; private init; }

    /// <summary>The last promise; of <see cref="ControllerEpoch.None"/> when there is none.</summary>
    public PromiseMade Promise { get; private init; } = new(ControllerEpoch.None, CandidateId.None);

    /// <summary>The log; null as long as it belongs to no quorum.</summary>
    public QuorumLog? Log { get; private init; }

    internal QuorumRules Rules { get; }

    /// <summary>A voter whose storage was never used.</summary>
    public static QuorumVoter Empty(VoterId id) => Empty(id, QuorumRules.Sound);

    internal static QuorumVoter Empty(VoterId id, QuorumRules rules) => new(id, rules);

    /// <summary>
    /// Makes this one of the first voters of a new quorum. Whoever calls it says the same to all of them, once, when a cluster is formed: a
    /// voter that joins later gets its log from the leader.
    /// </summary>
    /// <returns>What to make durable and apply; nothing when the voter belongs to a quorum.</returns>
    public ImmutableArray<VoterEvent> Form(QuorumId quorum, VoterSet voters)
    {
        Invariant.Holds(voters.Contains(Id), "a quorum is formed by its own voters");
        return Quorum is null ? [new Formed(quorum, QuorumSnapshot.First(voters))] : [];
    }

    /// <summary>Says what to do about a request.</summary>
    public VoterDecision Decide(QuorumRequest request)
    {
        var header = request.Header;
        if (header.Voter != Id || (Quorum is { } own && own != header.Quorum))
            return Answer(new QuorumAnswer.Foreign(header.Epoch));
        if (Log is null)
            return DecideUnformed(request);

        return request switch
        {
            QuorumRequest.Prepare => DecidePrepare(header),
            QuorumRequest.Read read => DecideRead(read),
            _ => DecideWrite(request),
        };
    }

    /// <summary>The voter as it is after an event.</summary>
    public QuorumVoter Apply(VoterEvent happened) => happened switch
    {
        Formed formed => this with { Quorum = formed.Quorum, Log = Log ?? new QuorumLog(formed.Snapshot) },
        PromiseMade promise => promise.Epoch > Promise.Epoch ? this with { Promise = promise } : this,
        LogReplaced replaced => this with { Log = Log?.Replace(replaced.From, replaced.Entries) },
        SnapshotInstalled installed => this with { Log = Log?.Install(installed.Snapshot) },
        _ => this,
    };

    private static VoterDecision Answer(QuorumAnswer answer) => new([], answer);

    private static VoterDecision DecideUnformed(QuorumRequest request)
    {
        var header = request.Header;
        if (request is not QuorumRequest.Install install)
            return Answer(new QuorumAnswer.Unformed(header.Epoch));

        return new VoterDecision(
            [new Formed(header.Quorum, install.Snapshot), new PromiseMade(header.Epoch, header.Candidate)],
            new QuorumAnswer.Stored(header.Epoch, install.Snapshot.Last.End));
    }

    private VoterDecision DecidePrepare(QuorumHeader header)
    {
        if (!Rules.MayPromise(Promise, Log!.Last, header))
            return Refuse(header);

        ImmutableArray<VoterEvent> events = header.Epoch > Promise.Epoch ? [new PromiseMade(header.Epoch, header.Candidate)] : [];
        return new VoterDecision(events, new QuorumAnswer.Promised(header.Epoch, Log.Last, Log.Voters));
    }

    private VoterDecision DecideRead(QuorumRequest.Read read)
    {
        var header = read.Header;
        if (Promise != new PromiseMade(header.Epoch, header.Candidate))
            return Refuse(header);

        var log = Log!;
        var from = Offset.Clamp(read.From, log.Start, log.End);
        var snapshot = read.From < log.Start ? log.Snapshot : null;
        return Answer(new QuorumAnswer.Content(header.Epoch, snapshot, from, log.Read(from, Rules.MessageBytesMax)));
    }

    private VoterDecision DecideWrite(QuorumRequest request)
    {
        var header = request.Header;
        if (!Rules.MayWrite(Promise.Epoch, header.Epoch))
            return Refuse(header);

        var (written, answer) = request is QuorumRequest.Install install ? Install(install) : Append((QuorumRequest.Append)request);
        var events = ImmutableArray.CreateBuilder<VoterEvent>(2);
        if (Rules.OwesPromise(Promise.Epoch, header.Epoch))
            events.Add(new PromiseMade(header.Epoch, header.Candidate));
        if (written is not null)
            events.Add(written);
        return new VoterDecision(events.DrainToImmutable(), answer);
    }

    private (VoterEvent? Written, QuorumAnswer Answer) Append(QuorumRequest.Append append)
    {
        var epoch = append.Header.Epoch;
        var log = Log!;
        var previous = append.Previous;
        if (!Rules.MayFollow(log, previous))
            return (null, new QuorumAnswer.Diverged(epoch, log.LastNotBehind(previous)));

        var end = previous.End + append.Entries.Length;
        var cut = Rules.CutAt(log, previous.End, append.Entries);
        var written = cut == end ? null : new LogReplaced(cut, append.Entries[(int)(cut - previous.End)..]);
        return (written, new QuorumAnswer.Stored(epoch, end));
    }

    private (VoterEvent? Written, QuorumAnswer Answer) Install(QuorumRequest.Install install)
    {
        var last = install.Snapshot.Last;
        var written = last.End > Log!.Start ? new SnapshotInstalled(install.Snapshot) : null;
        return (written, new QuorumAnswer.Stored(install.Header.Epoch, last.End));
    }

    private VoterDecision Refuse(QuorumHeader header) => Answer(new QuorumAnswer.Refused(header.Epoch, Promise.Epoch));
}
