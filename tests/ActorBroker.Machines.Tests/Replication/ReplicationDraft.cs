using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>
/// Makes a state's successors: budget, history, controller, replicas in their order, then messages. A message that can do nothing any more is
/// left out, and one that is sent when enough are under way is lost.
/// </summary>
internal sealed class ReplicationDraft(ReplicationContext context)
{
    private const int Budget = 0;
    private const int History = 1;
    private const int ControllerPlace = 2;
    private const int FirstReplica = 3;
    private const int Replicas = ReplicationContext.Replicas;

    private readonly Dictionary<(int Controller, int Replica, int History), string?> _checked = [];
    private readonly List<int> _state = [];
    private readonly List<int> _underWay = [];
    private int[] _before = [];
    private int[] _messages = [];
    private Expansion? _into;

    public ReplicationBudget BudgetPart => (ReplicationBudget)context.Parts[_before[Budget]];

    public ReplicationHistory HistoryPart => (ReplicationHistory)context.Parts[_before[History]];

    /// <summary>The controller's part.</summary>
    public int Controller => _before[ControllerPlace];

    public ControllerPart ControllerPart => (ControllerPart)context.Parts[Controller];

    /// <summary>The messages under way.</summary>
    public IReadOnlyList<int> Messages => _messages;

    /// <summary>A replica's part.</summary>
    public int Replica(int index) => _before[FirstReplica + index];

    /// <summary>All replicas.</summary>
    public IReadOnlyList<ReplicaPart> ReplicaParts =>
        [.. Enumerable.Range(0, Replicas).Select(index => (ReplicaPart)context.Parts[Replica(index)])];

    /// <summary>Takes a state to make successors of.</summary>
    public void Begin(ReadOnlySpan<int> state, Expansion into)
    {
        _before = state[..(FirstReplica + Replicas)].ToArray();
        _messages = state[(FirstReplica + Replicas)..].ToArray();
        _into = into;
    }

    /// <summary>Adds the state in which a message is lost.</summary>
    public void Lose(int message, string text)
    {
        Restore();
        Add(message, [], text);
    }

    /// <summary>Adds the state in which a replica became another.</summary>
    /// <param name="index">The replica.</param>
    /// <param name="becomes">Its part.</param>
    /// <param name="consumed">The message that it took; -1 for none, or when it stays under way.</param>
    /// <param name="sent">What it sent.</param>
    /// <param name="budget">What may still happen.</param>
    /// <param name="history">What has happened.</param>
    /// <param name="text">The step in words.</param>
    public void Replica(int index, int becomes, int consumed, ReadOnlySpan<int> sent, ReplicationBudget budget, ReplicationHistory history, string text)
    {
        Restore();
        _state[FirstReplica + index] = becomes;
        _state[Budget] = context.Parts.Number(budget);
        _state[History] = context.Parts.Number(history);
        Add(consumed, sent, text);
    }

    /// <summary>Adds the state in which the controller went on; a replica may have become another with it.</summary>
    public void Control(int becomes, int index, int replica, int consumed, ReadOnlySpan<int> sent, ReplicationBudget budget, string text) =>
        Control(becomes, index, replica, consumed, sent, budget, HistoryPart, text);

    /// <summary>The same, where that replica committed something.</summary>
    public void Control(
        int becomes, int index, int replica, int consumed, ReadOnlySpan<int> sent, ReplicationBudget budget, ReplicationHistory history, string text)
    {
        Restore();
        _state[ControllerPlace] = becomes;
        _state[Budget] = context.Parts.Number(budget);
        _state[History] = context.Parts.Number(history);
        if (index >= 0)
            _state[FirstReplica + index] = replica;
        Add(consumed, sent, text);
    }

    /// <summary>Adds the state in which a follower and its leader became others.</summary>
    public void Exchange(
        int leader, int leaderBecomes, int follower, int followerBecomes, ReadOnlySpan<int> sent, ReplicationBudget budget, ReplicationHistory history, string text)
    {
        Restore();
        _state[Budget] = context.Parts.Number(budget);
        _state[FirstReplica + leader] = leaderBecomes;
        _state[FirstReplica + follower] = followerBecomes;
        _state[History] = context.Parts.Number(history);
        Add(-1, sent, text);
    }

    private void Restore()
    {
        _state.Clear();
        _state.AddRange(_before);
    }

    private void Add(int consumed, ReadOnlySpan<int> sent, string text)
    {
        _underWay.Clear();
        foreach (var message in _messages)
        {
            if (message != consumed && !IsDead(message))
                _underWay.Add(message);
        }

        foreach (var message in sent)
        {
            if (_underWay.Count < context.Bounds.Messages && !_underWay.Contains(message) && !IsDead(message))
                _underWay.Add(message);
        }

        while (context.Bounds.IsReduced && PullAtOnce())
            _underWay.RemoveAll(IsDead);
        Check();
        foreach (var part in _state)
            _into!.Part(part);
        foreach (var message in _underWay)
            _into!.Part(message);
        _into!.End(text);
    }

    // A replica that follows nobody who leads, or leads nobody who follows, and is to follow another, can do nothing that it could not have done
    // before; whether it learns of that now or later is the same to all. So it does at once, and is told as a part of the step before.
    private bool PullAtOnce()
    {
        var controller = _state[ControllerPlace];
        var leader = ((ControllerPart)context.Parts[controller]).State.Leader;
        for (var index = 0; index < Replicas; index++)
        {
            var replica = _state[FirstReplica + index];
            if (((ReplicaPart)context.Parts[replica]).Machine is not { } machine || machine.Self == leader || context.HasSeen(controller, machine))
                continue;
            if (machine.Leadership is null ? FollowsSomebody(machine) : LeadsSomebody(machine))
                continue;

            var turn = context.TakeRoles(replica, controller, machine.Self);
            _into!.Coverage.Reached(turn.Row);
            _state[FirstReplica + index] = turn.Next;
            return true;
        }

        return false;
    }

    private bool FollowsSomebody(ReplicaMachine machine) => machine.IsFollower
        && PartOf(machine.Roles!.State.Leader).Machine is { Leadership: not null, Roles.State: var led }
        && led.LeaderEpoch <= machine.Roles.State.LeaderEpoch;

    private bool LeadsSomebody(ReplicaMachine machine)
    {
        var led = machine.Roles!.State.LeaderEpoch;
        return led == ((ControllerPart)context.Parts[_state[ControllerPlace]]).State.LeaderEpoch
            || Enumerable.Range(1, Replicas).Any(number => PartOf(new BrokerId(number)).Machine is { Leadership: null, Roles.State: var state } && state.LeaderEpoch == led)
            || _underWay.Any(message => context.Parts[message] is FetchPart fetch && fetch.To == machine.Self);
    }

    private void Check()
    {
        for (var index = 0; index < Replicas; index++)
        {
            var key = (_state[ControllerPlace], _state[FirstReplica + index], _state[History]);
            if (!_checked.TryGetValue(key, out var broken))
            {
                broken = ReplicationChecks.Check(
                    (ControllerPart)context.Parts[key.Item1], (ReplicaPart)context.Parts[key.Item2], (ReplicationHistory)context.Parts[key.Item3], context.Bounds.Policy);
                _checked.Add(key, broken);
            }

            if (broken is not null)
                _into!.Violate(broken);
        }
    }

    private bool IsDead(int message) => context.Parts[message] switch
    {
        FetchPart fetch => PartOf(fetch.To) is { Machine: { } leader } && IsDead(fetch.Request, leader),
        AnswerPart answer => answer.Answer is FetchAnswer.Refused
            || (PartOf(answer.To) is { Machine: { } follower } part && IsDead(answer.Answer, follower, part.Log)),
        ProposalPart proposal => proposal.Epoch < ((ControllerPart)context.Parts[_state[ControllerPlace]]).State.Epoch,
        ResultPart result => PartOf(result.To) is { Machine: { } leader } && IsDead(result, leader),
        _ => false,
    };

    // Of an epoch that the receiver has left, of a run that is over, or overtaken; in the reduced network also one that acknowledges nothing new.
    private bool IsDead(FetchRequest request, ReplicaMachine leader)
    {
        if (leader.Roles is not { State: var state })
            return false;
        var error = leader.Rules.JudgeEpoch(request.LeaderEpoch, state.LeaderEpoch);
        if (error != ErrorCode.None || leader.Leadership is not { } leadership)
            return error != ErrorCode.UnknownLeaderEpoch && request.LeaderEpoch <= state.LeaderEpoch;

        var known = leadership.Find(request.Follower);
        if (request.Incarnation != known.Incarnation)
            return request.Incarnation < known.Incarnation;
        var acknowledged = leader.Rules.Acknowledged(leader.Policy, request.FetchOffset, request.Durable);
        return request.FetchOffset < known.Fetched || (context.Bounds.IsReduced && acknowledged <= known.Acknowledged);
    }

    // Of an epoch that the follower has left; or about a log end that it no longer has, which it can have again only by a crash.
    private bool IsDead(FetchAnswer answer, ReplicaMachine follower, CheckedLog log)
    {
        if (follower.Roles is not { State: var state } || answer.LeaderEpoch != state.LeaderEpoch)
            return answer.LeaderEpoch < follower.Roles?.State.LeaderEpoch;
        return BudgetPart.Crashes == 0 && answer switch
        {
            FetchAnswer.Records records => records.From != log.End,
            FetchAnswer.Diverged diverged => !follower.Rules.IsAbout(diverged, log.End, log.EpochBefore(log.End)),
            _ => false,
        };
    }

    private static bool IsDead(ResultPart result, ReplicaMachine leader)
    {
        var epoch = leader.Roles?.State.Epoch ?? PartitionEpoch.None;
        return result.Epoch < epoch && !(result.Result.State?.Epoch > epoch);
    }

    private ReplicaPart PartOf(BrokerId broker) => (ReplicaPart)context.Parts[_state[FirstReplica + broker.Value - 1]];
}
