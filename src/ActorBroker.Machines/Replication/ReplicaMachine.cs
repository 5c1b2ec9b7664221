using System.Collections.Immutable;
using ActorBroker.Model;
using static ActorBroker.Machines.Replication.ReplicaCommand;

namespace ActorBroker.Machines.Replication;

/// <summary>
/// One replica of a partition: leads, follows, or does neither, as the controller says.
/// <code>
/// role      command          condition                                  becomes   wants
/// any       RolesChanged     of another run of this broker, or old      same      -
/// any       RolesChanged     it leads in a new epoch                    leader    BeginEpoch, SetHighWatermark, Flush; ReportLoss where records are missing
/// leader    RolesChanged     it still leads in the same epoch           leader    FailWaiting when the ISR fell below the minimum; settles
/// leader    RolesChanged     it leads no more                           follower  FailWaiting; Demand where there is a leader
/// follower  RolesChanged     another leader or leader epoch             follower  Demand
/// follower  RolesChanged     otherwise                                  follower  -
/// leader    Produce          needs all, ISR below the minimum           leader    RejectProduce(NotEnoughReplicas)
/// leader    Produce          otherwise                                  leader    Append, Flush
/// others    Produce                                                     same      RejectProduce(NotLeaderOrFollower)
/// leader    LogChanged                                                  leader    settles
/// follower  LogChanged                                                  follower  Demand
/// leader    Fetch            of another epoch, no replica, an old run   leader    Answer(Refused)
/// leader    Fetch            out of the log, or not to compare with it  leader    Answer(OutOfRange)
/// leader    Fetch            the logs part below its offset             leader    Answer(Diverged)
/// leader    Fetch            overtaken by a later one                   leader    -
/// leader    Fetch            otherwise                                  leader    settles
/// others    Fetch                                                       same      Answer(Refused)
/// follower  Fetched          of another epoch, or not where it is       follower  -
/// follower  Fetched          Records, some came                         follower  AppendFetched, Flush, SetHighWatermark
/// follower  Fetched          Records, none came                         follower  SetHighWatermark, Demand
/// follower  Fetched          Diverged                                   follower  Truncate; ReportLoss below the high watermark
/// follower  Fetched          OutOfRange                                 follower  RestartAt
/// follower  Fetched          Refused                                    follower  -
/// leader    FollowersLagged                                             leader    settles
/// leader    IsrAnswered      a later state of this leader epoch         leader    FailWaiting when the ISR fell below the minimum; settles
/// leader    IsrAnswered      refused for good                           leader    settles; nobody is proposed to join
/// leader    IsrAnswered      otherwise                                  leader    -
/// leader    Retry                                                       leader    Propose again; settles
/// follower  Retry                                                       follower  Demand
/// any       LogFailed                                                   failed    FailWaiting where it led
/// failed    Produce, Fetch                                              failed    RejectProduce, Answer(Refused) with KafkaStorageError
/// any       otherwise                                                   same      -
/// </code>
/// A leader <i>settles</i>: it raises the high watermark as far as it may (SetHighWatermark), serves open demands that have something to
/// hear (Serve), and proposes another ISR when it wants one and has no proposal under way (Propose).
/// </summary>
/// <remarks>
/// Immutable; owned by the partition's actor, who gives <see cref="LogChanged"/> after each append, cut and completed flush. Apart from
/// <see cref="Memory"/> nothing here is durable: a restart begins anew.
/// <b>Invariants:</b> the high watermark never falls on a leader; below it all replicas have the same records; every member of the ISR has all
/// that was acknowledged (KIP-101, 279, 320, 497, 595, 841, 903, 966).
/// </remarks>
public sealed record ReplicaMachine
{
    private ReplicaMachine(BrokerId self, Incarnation incarnation, FlushPolicy policy, ReplicaMemory memory, ReplicationRules rules)
    {
        Self = self;
        Incarnation = incarnation;
        Policy = policy;
        Memory = memory;
        Rules = rules;
    }

    /// <summary>The broker that keeps this replica.</summary>
    public BrokerId Self { get; }

    /// <summary>The broker's run.</summary>
    public Incarnation Incarnation { get; }

    /// <summary>What acknowledgements wait for.</summary>
    public FlushPolicy Policy { get; private init; }

    /// <summary>What outlasts the run.</summary>
    public ReplicaMemory Memory { get; internal init; }

    /// <summary>The roles it took in this run; null before the first.</summary>
    public ReplicaRoles? Roles { get; internal init; }

    /// <summary>All below is committed, as far as this replica knows; at most the log's end.</summary>
    public Offset HighWatermark { get; internal init; }

    /// <summary>The highest high watermark it ever knew; above <see cref="HighWatermark"/> where its log lacks committed records.</summary>
    public Offset HighWatermarkKnown { get; internal init; }

    /// <summary>What it knows as a leader; null while it leads not.</summary>
    public Leadership? Leadership { get; internal init; }

    /// <summary>True once its log failed in this run.</summary>
    public bool HasFailed { get; internal init; }

    /// <summary>
    /// True when a leader's high watermark has reached the log end it had at election: before, it may be behind what a former leader made
    /// known, and the latest offset is answered with OFFSET_NOT_AVAILABLE (KIP-207).
    /// </summary>
    public bool IsSettled => Leadership is { } leadership && HighWatermark >= leadership.EpochStart;

    internal ReplicationRules Rules { get; }

    /// <summary>True when it follows a leader.</summary>
    internal bool IsFollower => Leadership is null && !HasFailed && Roles is { State: var state } && state.Leader != BrokerId.None
        && state.Leader != Self && state.Replicas.Contains(Self);

    /// <summary>Begins a run: the replica leads and follows nobody before it hears of its roles.</summary>
    /// <param name="self">The broker.</param>
    /// <param name="incarnation">The run that the controller registered.</param>
    /// <param name="policy">What acknowledgements wait for.</param>
    /// <param name="memory">What the replica remembers of earlier runs.</param>
    /// <param name="highWatermark">The high watermark as it was noted last; a hint, which may be behind, and never lies above where the log was cut since.</param>
    /// <param name="log">The log, recovered.</param>
    public static ReplicaMachine Start(
        BrokerId self, Incarnation incarnation, FlushPolicy policy, ReplicaMemory memory, Offset highWatermark, IReplicaLog log) =>
        Start(self, incarnation, policy, memory, highWatermark, log, ReplicationRules.Sound);

    internal static ReplicaMachine Start(
        BrokerId self,
        Incarnation incarnation,
        FlushPolicy policy,
        ReplicaMemory memory,
        Offset highWatermark,
        IReplicaLog log,
        ReplicationRules rules) =>
        new(self, incarnation, policy, memory, rules)
        {
            HighWatermark = Offset.Clamp(highWatermark, log.Start, log.End),
            HighWatermarkKnown = highWatermark,
        };

    /// <summary>The same replica, once its topic has another policy. It counts from the next command on; the high watermark never falls by it.</summary>
    public ReplicaMachine Under(FlushPolicy policy) => policy == Policy ? this : this with { Policy = policy };

    /// <summary>Says what to do about a command. Total; reads the log and changes nothing.</summary>
    public ReplicaDecision Decide(ReplicaCommand command, IReplicaLog log)
    {
        if (HasFailed)
            return DecideFailed(command);

        return command switch
        {
            RolesChanged changed => RoleChange.Decide(this, changed.Roles, log),
            ReplicaCommand.LogFailed => Fail(),
            Produce produce => DecideProduce(produce, log),
            Fetch fetch => FetchDecisions.Serve(this, fetch.Request, log),
            Fetched fetched => FetchDecisions.Take(this, fetched.Answer, log),
            LogChanged or Retry when IsFollower => Do([FetchDecisions.Demand(this, log)]),
            _ when Leadership is not null => DecideLeading(command, log),
            _ => Do([]),
        };
    }

    /// <summary>How many in-sync replicas acknowledgements by all need.</summary>
    internal int MinIsr => Math.Max(Roles!.MinIsr, Leadership?.MinIsrNamed ?? 0);

    internal ReplicaDecision Do(ImmutableArray<ReplicaEffect> effects) => new(this, [], effects);

    private ReplicaDecision DecideLeading(ReplicaCommand command, IReplicaLog log)
    {
        var leadership = Leadership!;
        return command switch
        {
            LogChanged => LeaderSettlement.Settle(this, log),
            FollowersLagged lagged => LeaderSettlement.Settle(this with { Leadership = Mark(leadership, lagged.Followers) }, log),
            IsrAnswered answered => IsrDecision.Decide(this, answered, log),
            Retry => IsrDecision.Retry(this, log),
            _ => Do([]),
        };
    }

    private static Leadership Mark(Leadership leadership, ImmutableArray<BrokerId> lagging) =>
        lagging.Aggregate(leadership, (marked, follower) => marked.With(marked.Find(follower) with { IsLagging = true }));

    private ReplicaDecision DecideProduce(Produce produce, IReplicaLog log)
    {
        if (Leadership is null)
            return Do([new ReplicaEffect.RejectProduce(ErrorCode.NotLeaderOrFollower)]);

        var roles = Roles!;
        if (produce.NeedsAll && roles.State.Isr.Length < MinIsr)
            return Do([new ReplicaEffect.RejectProduce(ErrorCode.NotEnoughReplicas)]);
        return Do([new ReplicaEffect.Append(log.End, roles.State.LeaderEpoch), new ReplicaEffect.Flush()]);
    }

    private ReplicaDecision Fail()
    {
        var failed = new ReplicaEvent.LogFailed();
        var next = this with { HasFailed = true, Leadership = null, Memory = Memory.Apply(failed) };
        return new ReplicaDecision(next, [failed], Leadership is null ? [] : [new ReplicaEffect.FailWaiting(ErrorCode.KafkaStorageError)]);
    }

    private ReplicaDecision DecideFailed(ReplicaCommand command) => command switch
    {
        Produce => Do([new ReplicaEffect.RejectProduce(ErrorCode.KafkaStorageError)]),
        Fetch { Request: var request } => Do(
            [new ReplicaEffect.Answer(request.Follower, new FetchAnswer.Refused(request.LeaderEpoch, ErrorCode.KafkaStorageError))]),
        _ => Do([]),
    };
}
