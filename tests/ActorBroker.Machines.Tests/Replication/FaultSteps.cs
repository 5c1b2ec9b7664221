using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>Brokers crash, stop, come back and are fenced.</summary>
internal sealed class FaultSteps(ReplicationContext context, FetchSteps fetches)
{
    /// <summary>A broker crashes, with none, some or all of what was not durable left; or it stops cleanly.</summary>
    public void Stop(Expansion into, int index, ReplicaPart part, ReplicaMachine machine)
    {
        var budget = context.Draft.BudgetPart;
        var replica = context.Draft.Replica(index);
        for (var kept = part.Log.OnDisk; kept <= part.Log.End && budget.Crashes > 0; kept += 1)
        {
            into.Coverage.Reached(kept < part.Log.End ? context.Faults.LosingCrash : context.Faults.Crash);
            if (fetches.LastDemand(into, replica, out var demand) is >= 0 and var sender && kept >= ((ReplicaPart)context.Parts[sender]).Log.OnDisk)
                Crash(into, index, sender, kept, [demand]);
            else
                Crash(into, index, replica, kept, []);
        }

        if (budget.CleanStops == 0)
            return;
        into.Coverage.Reached(context.Faults.CleanStop);
        var clean = part with { Machine = null, Log = part.Log.Flush(), HighWatermark = machine.HighWatermark, WasStoppedCleanly = true };
        var text = into.Tell($"{part.Broker} stops cleanly");
        context.Draft.Replica(index, context.Parts.Number(clean), -1, [], budget with { CleanStops = budget.CleanStops - 1 }, context.Draft.HistoryPart, text);
    }

    /// <summary>A broker that stopped registers again.</summary>
    public void Register(Expansion into, int index, ReplicaPart part)
    {
        var isComplete = part.Memory.IsComplete(context.Bounds.Policy, part.WasStoppedCleanly, isSound: true);
        foreach (var turn in context.Controllers.Register(context.Draft.Controller, part.Broker, isComplete).Where(context.IsWithin))
        {
            into.Coverage.Reached(turn.Row);
            var started = context.Start(part, ((BrokerRegistrationReply)turn.Reply).Incarnation);
            var text = into.Tell($"{part.Broker} registers, {(isComplete ? "complete" : "incomplete")}: {ReplicationNames.Tell(turn.State)}");
            var replica = context.Parts.Number(started);
            context.Draft.Control(turn.Next, index, replica, -1, [], context.Draft.BudgetPart, text);
            TakeOldRoles(into, turn, index, replica, text);
        }
    }

    // Before it has the present metadata, the broker sees what it had noted when it stopped, or pulls what was so before it registered.
    private void TakeOldRoles(Expansion into, ControllerTurn registered, int index, int replica, string text)
    {
        var part = (ReplicaPart)context.Parts[replica];
        var turn = context.TakeRoles(replica, context.Draft.Controller, part.Broker);
        into.Coverage.Reached(turn.Row);
        if (turn.Next != replica)
            context.Draft.Control(registered.Next, index, turn.Next, -1, turn.Sent, context.Draft.BudgetPart, into.Tell($"{text}; it takes the roles of before"));
    }

    /// <summary>A broker that lives is fenced, or returns.</summary>
    public void Control(Expansion into, ReplicaPart part, ReplicaMachine machine)
    {
        var budget = context.Draft.BudgetPart;
        var controller = context.Draft.Controller;
        var isReturn = context.Draft.ControllerPart.Image.Brokers[part.Broker].IsFenced;
        var turns = isReturn ? context.Controllers.Unfence(controller, part.Broker, machine.Incarnation) : context.Controllers.Fence(controller, part.Broker);
        foreach (var turn in turns.Where(turn => turn.Next != controller && context.IsWithin(turn)))
        {
            var isIdle = !isReturn && turn.State.Epoch == context.Draft.ControllerPart.State.Epoch;
            if ((isIdle && budget.Suspicions == 0) || IsWithoutEffect(turn))
                continue;
            into.Coverage.Reached(turn.Row);
            into.Coverage.Reached(isReturn ? context.Faults.Return : context.Faults.WrongSuspicion);
            var left = isIdle ? budget with { Suspicions = budget.Suspicions - 1 } : budget;
            var text = into.Tell($"the controller {(isReturn ? "unfences" : "fences")} {part.Broker}: {ReplicationNames.Tell(turn.State)}");
            context.Draft.Control(turn.Next, -1, -1, -1, [], left, text);
        }
    }

    // Who is active decides who may lead or join at the next change of roles; when none is left, it is the same to all.
    private bool IsWithoutEffect(ControllerTurn turn) =>
        context.Bounds.IsReduced && turn.State.Epoch == context.Draft.ControllerPart.State.Epoch && turn.State.Epoch.Value == context.LastChange;

    private void Crash(Expansion into, int index, int replica, Offset kept, ReadOnlySpan<int> sent)
    {
        var part = (ReplicaPart)context.Parts[replica];
        var budget = context.Draft.BudgetPart with { Crashes = context.Draft.BudgetPart.Crashes - 1 };
        var stopped = part with { Machine = null, Log = part.Log.Crash(kept) };
        var text = into.Tell($"{part.Broker} crashes; what is left: {stopped.Log}{(sent.IsEmpty ? "" : "; its last demand is still under way")}");
        context.Draft.Replica(index, context.Parts.Number(stopped), -1, sent, budget, context.Draft.HistoryPart, text);
    }
}
