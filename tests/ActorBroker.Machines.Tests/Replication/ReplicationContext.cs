using System.Collections.Immutable;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>What the steps of a <see cref="ReplicationSystem"/> share: its parts, its bounds, and the state that is being expanded.</summary>
internal sealed class ReplicationContext
{
    /// <summary>Brokers, each with a replica.</summary>
    public const int Replicas = ControllerTurns.Brokers;

    private readonly Dictionary<(int Controller, int Replica), bool> _seen = [];

    public ReplicationContext(ReplicationBounds bounds, ReplicationMistake mistake, Coverage coverage)
    {
        (Bounds, Mistake) = (bounds, mistake);
        Parts = new PartTable(Renaming.All(1, Replicas, Replicas + 1));
        Turns = new ReplicaTurns(Parts, coverage, mistake, bounds.IsReduced);
        Controllers = new ControllerTurns(Parts, coverage, mistake);
        Draft = new ReplicationDraft(this);
        Faults = new ReplicationFaults(coverage);
        First = ControllerTurns.First();
        AreRunsTold = !mistake.Rules.MayTake(new ReplicaRoles(First.State, ControllerTurns.MinIsr, Incarnation.None.Next, []), Incarnation.None.Next.Next);
    }

    public ReplicationBounds Bounds { get; }

    public ReplicationMistake Mistake { get; }

    public PartTable Parts { get; }

    public ReplicaTurns Turns { get; }

    public ControllerTurns Controllers { get; }

    public ReplicationDraft Draft { get; }

    public ReplicationFaults Faults { get; }

    /// <summary>The controller at the beginning.</summary>
    public ControllerPart First { get; }

    /// <summary>How many changes of roles the partition has behind it when no more are explored.</summary>
    public int LastChange => First.State.Epoch.Value + Bounds.Elections + Bounds.IsrChanges;

    /// <summary>True when no run of a broker takes roles that were meant for another.</summary>
    public bool AreRunsTold { get; }

    /// <summary>True when what the controller did is within the bounds.</summary>
    public bool IsWithin(ControllerTurn turn) =>
        turn.State.LeaderEpoch.Value <= First.State.LeaderEpoch.Value + Bounds.Elections && turn.State.Epoch.Value <= LastChange;

    /// <summary>A replica of the state that is being expanded.</summary>
    public ReplicaPart Replica(int index) => Draft.ReplicaParts[index];

    /// <summary>True when it matters how much of this log is durable: when that is acknowledged, or somebody can still crash.</summary>
    public bool MayFlush(CheckedLog log) => log.Durable < log.End && (Bounds.Policy == FlushPolicy.Commit || Draft.BudgetPart.Crashes > 0);

    /// <summary>A broker begins a run.</summary>
    public ReplicaPart Start(ReplicaPart part, Incarnation incarnation) => part with
    {
        Machine = ReplicaMachine.Start(part.Broker, incarnation, Bounds.Policy, part.Memory, part.HighWatermark, part.Log, Mistake.Rules),
        HighWatermark = Offset.Zero,
        WasStoppedCleanly = false,
    };

    /// <summary>A replica takes the roles as the controller has them.</summary>
    public ReplicaTurn TakeRoles(int replica, int controller, BrokerId broker) =>
        Turns.Command(replica, (TurnKind.Roles, controller), () => new ReplicaCommand.RolesChanged(Controllers.View(controller, broker)));

    /// <summary>
    /// True when a replica has no roles to take that would change what it does. A follower has no use for roles that differ in the ISR alone.
    /// </summary>
    public bool HasSeen(int controller, int replica)
    {
        if (!_seen.TryGetValue((controller, replica), out var seen))
        {
            seen = HasSeen(controller, ((ReplicaPart)Parts[replica]).Machine!);
            _seen.Add((controller, replica), seen);
        }

        return seen;
    }

    private bool HasSeen(int controller, ReplicaMachine machine)
    {
        var view = Controllers.View(controller, machine.Self);
        if (machine.Roles is not { } roles || roles.State.LeaderEpoch != view.State.LeaderEpoch)
            return !machine.Rules.MayTake(view, machine.Incarnation);
        return machine.Leadership is null || (roles.State.Epoch == view.State.Epoch
            && roles.Active.Length == view.Active.Length && roles.Active.All(view.Active.Contains));
    }

    /// <summary>Adds the state after a replica's turn, and checks what must hold.</summary>
    public void Add(Expansion into, int index, ReplicaTurn turn, int consumed, ReplicationBudget budget, string text) =>
        Draft.Replica(index, turn.Next, consumed, turn.Sent, budget, Judge(into, index, turn), text);

    /// <summary>Checks a replica's turn; the history after it.</summary>
    public ReplicationHistory Judge(Expansion into, int index, ReplicaTurn turn) => Judge(into, index, turn, Draft.ReplicaParts);

    /// <summary>Checks a replica's turn, beside which the replicas were these; the history after it.</summary>
    public ReplicationHistory Judge(Expansion into, int index, ReplicaTurn turn, ReadOnlySpan<ReplicaPart> beside)
    {
        into.Coverage.Reached(turn.Row);
        var before = Replica(index).Machine!;
        var now = turn.Part.Machine!;
        var history = Draft.HistoryPart;
        var broken = turn.Broken;
        var leads = now.Leadership is not null && (before.Leadership is null || before.Roles!.State.LeaderEpoch != now.Roles!.State.LeaderEpoch);
        var commits = now.Leadership is not null && now.HighWatermark > before.HighWatermark;
        if (leads || commits)
        {
            ImmutableArray<ReplicaPart> replicas = [.. beside[..index], turn.Part, .. beside[(index + 1)..]];
            if (leads)
                broken ??= ReplicationChecks.Lead(history, turn.Part, replicas.RemoveAt(index));
            if (commits)
                history = Commit(history, turn.Part, replicas, ref broken);
        }

        if (broken is not null)
            into.Violate(broken);
        return history;
    }

    private ReplicationHistory Commit(ReplicationHistory history, ReplicaPart leader, ImmutableArray<ReplicaPart> replicas, ref string? broken)
    {
        var lost = Bounds.Policy == FlushPolicy.Commit ? 0 : Bounds.Crashes - Draft.BudgetPart.Crashes;
        history = ReplicationChecks.Commit(history, leader, replicas, lost, out var wrong);
        broken ??= wrong;
        return history;
    }
}
