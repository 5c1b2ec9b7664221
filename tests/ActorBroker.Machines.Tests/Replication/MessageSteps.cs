using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Tests.Checking;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>Messages arrive, or are lost.</summary>
internal sealed class MessageSteps(ReplicationContext context)
{
    public void Deliver(Expansion into)
    {
        var draft = context.Draft;
        foreach (var message in draft.Messages)
        {
            if (draft.Messages.Count == context.Bounds.Messages)
            {
                into.Coverage.Reached(context.Faults.Lost);
                draft.Lose(message, into.Tell($"lost: {context.Parts[message]}"));
            }

            Deliver(into, message, message, draft.BudgetPart, into.Tell($"{context.Parts[message]}"));
            if (draft.BudgetPart.Duplicates == 0 || context.Bounds.IsReduced)
                continue;
            into.Coverage.Reached(context.Faults.Doubled);
            var left = draft.BudgetPart with { Duplicates = draft.BudgetPart.Duplicates - 1 };
            Deliver(into, message, -1, left, into.Tell($"{context.Parts[message]}, and again later"));
        }
    }

    /// <summary>A leader's proposal arrives at once.</summary>
    public void Alter(Expansion into, int leader, ReplicaTurn proposed, string text)
    {
        into.Coverage.Reached(proposed.Row);
        Alter(into, proposed.Sent[0], leader, proposed.Next, [], text);
    }

    private void Deliver(Expansion into, int message, int consumed, ReplicationBudget budget, string text)
    {
        if (context.Parts[message] is ProposalPart proposal)
        {
            var leader = proposal.From.Broker.Value - 1;
            if (context.Bounds.IsReduced)
                Alter(into, message, leader, context.Draft.Replica(leader), [], text);
            else
                Alter(into, message, consumed, budget, text);
            return;
        }

        var to = context.Parts[message] switch { FetchPart fetch => fetch.To, AnswerPart answer => answer.To, var result => ((ResultPart)result).To };
        var index = to.Value - 1;
        if (context.Replica(index).Machine is not null)
            context.Add(into, index, context.Turns.Deliver(context.Draft.Replica(index), message), consumed, budget, text);
    }

    private void Alter(Expansion into, int message, int consumed, ReplicationBudget budget, string text)
    {
        foreach (var (turn, result) in Turns(into, message))
            context.Draft.Control(turn.Next, -1, -1, consumed, [result], budget, into.Tell($"{text}: {ReplicationNames.Tell(turn.State)}"));
    }

    // The proposal stays under way, also when it was refused, until its epoch has passed; the answer arrives at once or is lost.
    private void Alter(Expansion into, int message, int index, int leader, ReadOnlySpan<int> sent, string text)
    {
        var budget = context.Draft.BudgetPart;
        foreach (var (turn, result) in Turns(into, message))
        {
            var told = into.Tell($"{text}: {ReplicationNames.Tell(turn.State)}");
            context.Draft.Control(turn.Next, index, leader, -1, sent, budget, into.Tell($"{told}; the answer is lost"));
            if (((ReplicaPart)context.Parts[leader]).Machine is not { Leadership: not null })
                continue;

            var answered = context.Turns.Deliver(leader, result);
            var history = context.Judge(into, index, answered);
            context.Draft.Control(turn.Next, index, answered.Next, -1, answered.Sent, budget, history, told);
        }
    }

    private IEnumerable<(ControllerTurn Turn, int Result)> Turns(Expansion into, int message)
    {
        var proposal = (ProposalPart)context.Parts[message];
        foreach (var turn in context.Controllers.Alter(context.Draft.Controller, message).Where(context.IsWithin))
        {
            if (turn.Reply is not IsrReply reply)
                continue;
            into.Coverage.Reached(turn.Row);
            yield return (turn, context.Parts.Number(new ResultPart(proposal.From.Broker, proposal.Epoch, reply.Partitions[0])));
        }
    }
}
