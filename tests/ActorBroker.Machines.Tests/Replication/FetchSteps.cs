using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>
/// How followers fetch. Either every message travels by itself; or, in the reduced network, a demand and its answer are one step, of which the
/// answer may be lost, and a demand is under way alone only where that matters.
/// </summary>
/// <remarks>
/// Why nothing is missed by the reduction. While a follower stays in one epoch and one run, what a leader knows of it only rises. A demand that
/// arrives late tells what it would have told when it was sent, and a leader that knew it since acted no less; so it is as well delivered at
/// once, or not sent before. It makes a difference when its sender has left the epoch or the run, and may have cut or lost what it acknowledged:
/// such a demand, the last before, is left under way, and always: it need never arrive, so nothing is missed by a state that lacks it. An answer
/// that arrives late finds a log that ends elsewhere, or one where it might as well have arrived at once. A flush of a follower's log is seen by
/// nobody before the follower demands again, so it comes with a demand. The complete network is explored within smaller bounds, and there it
/// shows the same mistakes.
/// </remarks>
internal sealed class FetchSteps(ReplicationContext context)
{
    private readonly Dictionary<int, int> _flushed = [];

    /// <summary>A follower fetches, with its log flushed before or not.</summary>
    public void Fetch(Expansion into, int index, ReplicaPart part, ReplicaMachine machine)
    {
        var replica = context.Draft.Replica(index);
        if (!context.Bounds.IsReduced)
        {
            Send(into, index, part, replica);
            return;
        }

        Exchange(into, index, replica, machine);
        if (context.MayFlush(part.Log))
            Exchange(into, index, Flushed(replica), machine);
    }

    /// <summary>
    /// A follower is about to leave an epoch or a run, and its last demand will still be under way: with its log flushed before, where that is
    /// what it acknowledges.
    /// </summary>
    /// <returns>The follower when it has sent it; -1 where no demand matters.</returns>
    public int LastDemand(Expansion into, int replica, out int demand)
    {
        demand = -1;
        if (!context.Bounds.IsReduced || ((ReplicaPart)context.Parts[replica]).Machine is not { IsFollower: true } follower)
            return -1;

        into.Coverage.Reached(context.Faults.Delayed);
        var sender = follower.Policy == FlushPolicy.Commit ? Flushed(replica) : replica;
        demand = Demand(sender).Sent[0];
        return sender;
    }

    private void Send(Expansion into, int index, ReplicaPart part, int replica)
    {
        var budget = context.Draft.BudgetPart;
        context.Add(into, index, Demand(replica), -1, budget, into.Tell($"{part.Broker} fetches"));
        if (context.MayFlush(part.Log))
            context.Add(into, index, context.Turns.Flush(replica), -1, budget, into.Tell($"{part.Broker} has flushed its log"));
    }

    private void Exchange(Expansion into, int index, int follower, ReplicaMachine machine)
    {
        var leader = machine.Roles!.State.Leader.Value - 1;
        if (context.Replica(leader).Machine is null)
            return;

        var demand = Demand(follower).Sent[0];
        var asked = context.Turns.Deliver(context.Draft.Replica(leader), demand);
        var parts = context.Draft.ReplicaParts;
        var history = context.Judge(into, leader, asked, [.. parts[..index], (ReplicaPart)context.Parts[follower], .. parts[(index + 1)..]]);
        var text = into.Tell($"{context.Parts[demand]}");
        var budget = context.Draft.BudgetPart;
        context.Draft.Exchange(leader, asked.Next, index, follower, asked.Sent, budget, history, into.Tell($"{text}; the answer is lost"));
        into.Coverage.Reached(context.Faults.Lost);
        foreach (var message in asked.Answers)
        {
            if (context.Parts[message] is not AnswerPart { Answer: not FetchAnswer.Refused } answer || answer.To.Value - 1 != index)
                continue;
            var taken = context.Turns.Deliver(follower, message);
            into.Coverage.Reached(taken.Row);
            if (taken.Broken is { } broken)
                into.Violate(broken);
            context.Draft.Exchange(leader, asked.Next, index, taken.Next, asked.Sent, budget, history, into.Tell($"{text}; {answer}"));
            if (budget.Duplicates == 0)
                continue;
            into.Coverage.Reached(context.Faults.Doubled);
            var left = budget with { Duplicates = budget.Duplicates - 1 };
            context.Draft.Exchange(leader, asked.Next, index, taken.Next, [.. asked.Sent, message], left, history, into.Tell($"{text}; {answer}, and again later"));
        }
    }

    private ReplicaTurn Demand(int replica) => context.Turns.Command(replica, (TurnKind.Retry, 0), () => new ReplicaCommand.Retry());

    private int Flushed(int replica)
    {
        if (!_flushed.TryGetValue(replica, out var flushed))
        {
            var part = (ReplicaPart)context.Parts[replica];
            flushed = context.Parts.Number(part with { Log = part.Log.Flush() });
            _flushed.Add(replica, flushed);
        }

        return flushed;
    }
}
