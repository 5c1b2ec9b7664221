using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>
/// Makes a state's successors: budget, history, controller, replicas in their order, then messages. A message that can do nothing any more is
/// left out, and one that is sent when enough are under way is lost.
/// </summary>
internal sealed class ReplicationDraft
{
    /// <summary>Where a state has its budget.</summary>
    public const int Budget = 0;

    /// <summary>Where a state has its controller.</summary>
    public const int ControllerPlace = 2;

    /// <summary>Where a state has its first replica; the others follow.</summary>
    public const int FirstReplica = 3;

    private const int History = 1;
    private const int Replicas = ReplicationContext.Replicas;

    private readonly ReplicationContext _context;
    private readonly Dictionary<(int Controller, int Replica, int History), string?> _checked = [];
    private readonly Dictionary<ReplicationBudget, int> _budgets = [];
    private readonly ReplicaPart[] _replicas = new ReplicaPart[Replicas];
    private readonly List<int> _state = [];
    private readonly List<int> _underWay = [];
    private readonly DeadMessages _dead;
    private int[] _before = [];
    private int[] _messages = [];
    private Expansion? _into;

    public ReplicationDraft(ReplicationContext context) =>
        (_context, _dead) = (context, new DeadMessages(context, _state, _underWay));

    public ReplicationBudget BudgetPart => (ReplicationBudget)_context.Parts[_before[Budget]];

    public ReplicationHistory HistoryPart => (ReplicationHistory)_context.Parts[_before[History]];

    /// <summary>The controller's part.</summary>
    public int Controller => _before[ControllerPlace];

    public ControllerPart ControllerPart => (ControllerPart)_context.Parts[Controller];

    /// <summary>The messages under way.</summary>
    public IReadOnlyList<int> Messages => _messages;

    /// <summary>A replica's part.</summary>
    public int Replica(int index) => _before[FirstReplica + index];

    /// <summary>All replicas; valid until the next state is taken.</summary>
    public ReadOnlySpan<ReplicaPart> ReplicaParts => _replicas;

    /// <summary>Takes a state to make successors of.</summary>
    public void Begin(ReadOnlySpan<int> state, Expansion into)
    {
        _before = state[..(FirstReplica + Replicas)].ToArray();
        _messages = state[(FirstReplica + Replicas)..].ToArray();
        _into = into;
        for (var index = 0; index < Replicas; index++)
            _replicas[index] = (ReplicaPart)_context.Parts[_before[FirstReplica + index]];
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
        _state[Budget] = NumberOf(budget);
        _state[History] = NumberOf(history);
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
        _state[Budget] = NumberOf(budget);
        _state[History] = NumberOf(history);
        if (index >= 0)
            _state[FirstReplica + index] = replica;
        Add(consumed, sent, text);
    }

    /// <summary>Adds the state in which a follower and its leader became others.</summary>
    public void Exchange(
        int leader, int leaderBecomes, int follower, int followerBecomes, ReadOnlySpan<int> sent, ReplicationBudget budget, ReplicationHistory history, string text)
    {
        Restore();
        _state[Budget] = NumberOf(budget);
        _state[FirstReplica + leader] = leaderBecomes;
        _state[FirstReplica + follower] = followerBecomes;
        _state[History] = NumberOf(history);
        Add(-1, sent, text);
    }

    private int NumberOf(ReplicationHistory history) =>
        ReferenceEquals(history, HistoryPart) ? _before[History] : _context.Parts.Number(history);

    private int NumberOf(ReplicationBudget budget)
    {
        if (ReferenceEquals(budget, BudgetPart))
            return _before[Budget];
        if (!_budgets.TryGetValue(budget, out var number))
        {
            number = _context.Parts.Number(budget);
            _budgets.Add(budget, number);
        }

        return number;
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
            if (message != consumed && !_dead.IsDead(message))
                _underWay.Add(message);
        }

        foreach (var message in sent)
        {
            if (!_underWay.Contains(message) && !_dead.IsDead(message))
                _underWay.Add(message);
        }

        if (_context.Bounds.IsReduced)
            Reduce();
        if (_underWay.Count > _context.Bounds.Messages)
            _underWay.RemoveRange(_context.Bounds.Messages, _underWay.Count - _context.Bounds.Messages);
        Check();
        foreach (var part in _state)
            _into!.Part(part);
        foreach (var message in _underWay)
            _into!.Part(message);
        _into!.End(text);
    }

    private void Reduce()
    {
        _dead.RemoveLate();
        while (PullAtOnce())
        {
            _underWay.RemoveAll(_dead.IsDead);
            _dead.RemoveLate();
        }
    }

    // A replica that follows nobody who leads, or leads nobody who follows, and is to follow another, can do nothing that it could not have done
    // before; whether it learns of that now or later is the same to all. So it does at once, and is told as a part of the step before.
    private bool PullAtOnce()
    {
        var controller = _state[ControllerPlace];
        var leader = ((ControllerPart)_context.Parts[controller]).State.Leader;
        for (var index = 0; index < Replicas; index++)
        {
            var replica = _state[FirstReplica + index];
            if (((ReplicaPart)_context.Parts[replica]).Machine is not { } machine || machine.Self == leader || _context.HasSeen(controller, replica))
                continue;
            if (machine.Leadership is null ? FollowsSomebody(machine) : LeadsSomebody(machine))
                continue;

            var turn = _context.TakeRoles(replica, controller, machine.Self);
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
        return led == ((ControllerPart)_context.Parts[_state[ControllerPlace]]).State.LeaderEpoch
            || Enumerable.Range(1, Replicas).Any(number => PartOf(new BrokerId(number)).Machine is { Leadership: null, Roles.State: var state } && state.LeaderEpoch == led)
            || _underWay.Any(message => _context.Parts[message] is FetchPart fetch && fetch.To == machine.Self);
    }

    private void Check()
    {
        for (var index = 0; index < Replicas; index++)
        {
            var key = (Controller: _state[ControllerPlace], Replica: _state[FirstReplica + index], History: _state[History]);
            if (key == (_before[ControllerPlace], _before[FirstReplica + index], _before[History]))
                continue;
            if (!_checked.TryGetValue(key, out var broken))
            {
                broken = ReplicationChecks.Check(
                    (ControllerPart)_context.Parts[key.Controller], (ReplicaPart)_context.Parts[key.Replica], (ReplicationHistory)_context.Parts[key.History], _context.Bounds.Policy);
                _checked.Add(key, broken);
            }

            if (broken is not null)
                _into!.Violate(broken);
        }
    }

    private ReplicaPart PartOf(BrokerId broker) => (ReplicaPart)_context.Parts[_state[FirstReplica + broker.Value - 1]];
}
