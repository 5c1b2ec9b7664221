using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>Brokers crash, stop, come back and are fenced.</summary>
internal sealed class FaultSteps(ReplicationContext context, FetchSteps fetches)
{
    /// <summary>A broker crashes, with none, some or all of what was not durable left; or it stops cleanly.</summary>
    public void Stop(Expansion into, int index, ReplicaPart part, ReplicaMachine machine)
    {
        var budget = context.Draft.BudgetPart;
        for (var kept = part.Log.Durable; kept <= part.Log.End && budget.Crashes > 0; kept += 1)
        {
            into.Coverage.Reached(kept < part.Log.End ? context.Faults.LosingCrash : context.Faults.Crash);
            var stopped = part with { Machine = null, Log = part.Log.Crash(kept) };
            Stop(into, index, part, stopped, budget with { Crashes = budget.Crashes - 1 }, into.Tell($"{part.Broker} crashes; what is left: {stopped.Log}"));
        }

        if (budget.CleanStops == 0)
            return;
        into.Coverage.Reached(context.Faults.CleanStop);
        var clean = part with { Machine = null, Log = part.Log.Flush(), HighWatermark = machine.HighWatermark, WasStoppedCleanly = true };
        Stop(into, index, part, clean, budget with { CleanStops = budget.CleanStops - 1 }, into.Tell($"{part.Broker} stops cleanly"));
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
            context.Draft.Control(turn.Next, index, context.Parts.Number(started), -1, [], context.Draft.BudgetPart, text);
        }
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
            if (isIdle && budget.Suspicions == 0)
                continue;
            into.Coverage.Reached(turn.Row);
            into.Coverage.Reached(isReturn ? context.Faults.Return : context.Faults.WrongSuspicion);
            var left = isIdle ? budget with { Suspicions = budget.Suspicions - 1 } : budget;
            var text = into.Tell($"the controller {(isReturn ? "unfences" : "fences")} {part.Broker}: {ReplicationNames.Tell(turn.State)}");
            context.Draft.Control(turn.Next, -1, -1, -1, [], left, text);
        }
    }

    private void Stop(Expansion into, int index, ReplicaPart before, ReplicaPart stopped, ReplicationBudget budget, string text)
    {
        var part = context.Parts.Number(stopped);
        context.Draft.Replica(index, part, -1, [], budget, context.Draft.HistoryPart, text);
        fetches.Leave(into, index, before, part, budget, text, context.Draft.HistoryPart);
    }
}
