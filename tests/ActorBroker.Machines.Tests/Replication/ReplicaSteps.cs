using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>What replicas do by themselves: take roles, flush, fetch, take records, find followers lagging, send again.</summary>
internal sealed class ReplicaSteps(ReplicationContext context, FetchSteps fetches, MessageSteps proposals)
{
    public void Act(Expansion into, int index, ReplicaPart part, ReplicaMachine machine)
    {
        if (!context.HasSeen(context.Draft.Controller, context.Draft.Replica(index)))
            Pull(into, index, part);
        if (machine.Leadership is { } leadership)
            Lead(into, index, part, machine, leadership);
        else if (machine.IsFollower)
            fetches.Fetch(into, index, part, machine);
    }

    private void Pull(Expansion into, int index, ReplicaPart part)
    {
        var draft = context.Draft;
        var turn = context.TakeRoles(draft.Replica(index), draft.Controller, part.Broker);
        var text = into.Tell($"{part.Broker} pulls: {ReplicationNames.Tell(draft.ControllerPart.State)}");
        var leavesEpoch = turn.Part.Machine!.Roles is { State.LeaderEpoch: var epoch } && epoch > part.Machine!.Roles?.State.LeaderEpoch;
        if (!leavesEpoch || fetches.LastDemand(into, draft.Replica(index), out var demand) is not (>= 0 and var sender))
        {
            context.Add(into, index, turn, -1, draft.BudgetPart, text);
            return;
        }

        var left = context.TakeRoles(sender, draft.Controller, part.Broker);
        if (left.Next != turn.Next)
            context.Add(into, index, turn, -1, draft.BudgetPart, text);
        var history = context.Judge(into, index, left);
        draft.Replica(index, left.Next, -1, [.. left.Sent, demand], draft.BudgetPart, history, into.Tell($"{text}; its last demand is still under way"));
    }

    private void Lead(Expansion into, int index, ReplicaPart part, ReplicaMachine machine, Leadership leadership)
    {
        var replica = context.Draft.Replica(index);
        var budget = context.Draft.BudgetPart;
        if (context.MayFlush(part.Log))
            context.Add(into, index, context.Turns.Flush(replica), -1, budget, into.Tell($"{part.Broker} has flushed its log"));
        if (leadership.IsHeld || (!leadership.Proposed.IsEmpty && !context.Bounds.IsReduced))
            context.Add(into, index, context.Turns.Command(replica, (TurnKind.Retry, 0), () => new ReplicaCommand.Retry()), -1, budget, into.Tell($"{part.Broker} sends again"));
        if (budget.Records > 0)
            Produce(into, index, part, budget);
        foreach (var member in MayFindLagging(machine, leadership) ? machine.Roles!.State.Isr : [])
        {
            if (member != part.Broker && !leadership.Find(member).IsLagging)
                FindLagging(into, index, part, member);
        }
    }

    // In the reduced network the proposal arrives at once: one that arrives later is made later, since a leader waits for the same members
    // whether it has proposed to do without one or not.
    private void FindLagging(Expansion into, int index, ReplicaPart part, BrokerId member)
    {
        var turn = context.Turns.Command(context.Draft.Replica(index), (TurnKind.Lag, member.Value), () => new ReplicaCommand.FollowersLagged([member]));
        var text = into.Tell($"{part.Broker} finds {member} lagging");
        if (!context.Bounds.IsReduced)
            context.Add(into, index, turn, -1, context.Draft.BudgetPart, text);
        else if (turn.Sent.Length == 1)
            proposals.Alter(into, index, turn, text);
    }

    private void Produce(Expansion into, int index, ReplicaPart part, ReplicationBudget budget)
    {
        var record = new LogRecord(0, context.Bounds.Records - budget.Records);
        var turn = context.Turns.Command(context.Draft.Replica(index), (TurnKind.Produce, record.Id), () => new ReplicaCommand.Produce(NeedsAll: true), record);
        var isTaken = turn.Part.Log.End > part.Log.End;
        var left = isTaken ? budget with { Records = budget.Records - 1 } : budget;
        context.Add(into, index, turn, -1, left, into.Tell($"{part.Broker} gets record {(char)('a' + record.Id)} from a producer"));
    }

    // A proposal of a leader whose roles are old is refused, and changes nothing that the high watermark waits for.
    private bool MayFindLagging(ReplicaMachine machine, Leadership leadership) =>
        context.Bounds.Lags && leadership.Proposed.IsEmpty
        && machine.Roles!.State.Epoch == context.Draft.ControllerPart.State.Epoch
        && machine.Roles.State.Epoch.Value < context.LastChange;
}
