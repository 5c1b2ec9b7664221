using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>Which messages of a state can do nothing any more, so that states which differ in those alone are one.</summary>
/// <param name="context">What the parts are looked up in.</param>
/// <param name="places">The parts of the state that is being made, by their places.</param>
/// <param name="underWay">The messages under way in it.</param>
internal sealed class DeadMessages(ReplicationContext context, List<int> places, List<int> underWay)
{
    private PartitionImage Present => ((ControllerPart)context.Parts[places[ReplicationDraft.ControllerPlace]]).State;

    /// <summary>True when a message can do nothing any more, in whatever network.</summary>
    public bool IsDead(int message) => context.Parts[message] switch
    {
        FetchPart fetch => PartOf(fetch.To).Machine is { } leader ? IsDead(fetch.Request, leader) : context.AreRunsTold,
        AnswerPart answer => answer.Answer is FetchAnswer.Refused
            || (PartOf(answer.To) is { Machine: { } follower } part && IsDead(answer.Answer, follower, part.Log)),
        ProposalPart proposal => proposal.Epoch < Present.Epoch,
        ResultPart result => PartOf(result.To) is { Machine: { } leader } && IsDead(result, leader),
        _ => false,
    };

    /// <summary>Removes, in the reduced network, what can do nothing any more beside all that is under way.</summary>
    public void RemoveLate()
    {
        for (var index = underWay.Count - 1; index >= 0; index--)
        {
            if (IsLate(context.Parts[underWay[index]]))
                underWay.RemoveAt(index);
        }
    }

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
        return request.FetchOffset < known.Fetched || (context.Bounds.IsReduced && Acknowledged(leader, request) <= known.Acknowledged);
    }

    // Where no change of roles is left, a proposal can only be refused, and the high watermark waits for the same members as before. Where an epoch
    // is over for the controller, who does not lead it will never do, and who does can let nobody join: a demand can but raise its high watermark.
    private bool IsLate(object message)
    {
        if (message is not FetchPart { Request: var request } fetch)
            return message is ProposalPart && Present.Epoch.Value == context.LastChange;

        var part = PartOf(fetch.To);
        if (part.Machine is not { } leader || request.LeaderEpoch >= Present.LeaderEpoch
            || leader.Rules.JudgeEpoch(request.LeaderEpoch, Present.LeaderEpoch) == ErrorCode.None)
            return false;
        var leads = leader.Leadership is not null && leader.Roles!.State.LeaderEpoch == request.LeaderEpoch;
        return !leads || Acknowledged(leader, request) <= leader.HighWatermark || MayCommit(part, leader) <= leader.HighWatermark;
    }

    // How far the high watermark of a leader whose epoch is over can rise: its committed ISR is the one it knows until it leaves the epoch.
    private Offset MayCommit(ReplicaPart part, ReplicaMachine leader)
    {
        var state = leader.Roles!.State;
        if (!leader.Rules.MayRise(state, leader.Roles.MinIsr))
            return Offset.Zero;
        var least = part.Log.End + ((ReplicationBudget)context.Parts[places[ReplicationDraft.Budget]]).Records;
        foreach (var member in state.Isr)
        {
            if (member != leader.Self)
                least = Offset.Min(least, MayAcknowledge(leader, member, least));
        }

        return least;
    }

    private Offset MayAcknowledge(ReplicaMachine leader, BrokerId member, Offset all)
    {
        var epoch = leader.Roles!.State.LeaderEpoch;
        if (PartOf(member).Machine is { IsFollower: true, Roles.State: var followed } && followed.LeaderEpoch == epoch)
            return all;
        var most = leader.Leadership!.Find(member).Acknowledged;
        foreach (var message in underWay)
        {
            if (context.Parts[message] is FetchPart fetch && fetch.To == leader.Self && fetch.Request.Follower == member && fetch.Request.LeaderEpoch == epoch)
                most = Offset.Max(most, Acknowledged(leader, fetch.Request));
        }

        return most;
    }

    private static Offset Acknowledged(ReplicaMachine leader, FetchRequest request) =>
        leader.Rules.Acknowledged(leader.Policy, request.FetchOffset, request.Durable);

    // Of an epoch that the follower has left; or about a log end that it no longer has, which it can have again only by a crash.
    private bool IsDead(FetchAnswer answer, ReplicaMachine follower, CheckedLog log)
    {
        if (follower.Roles is not { State: var state } || answer.LeaderEpoch != state.LeaderEpoch)
            return answer.LeaderEpoch < follower.Roles?.State.LeaderEpoch;
        return context.Draft.BudgetPart.Crashes == 0 && answer switch
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

    private ReplicaPart PartOf(BrokerId broker) => (ReplicaPart)context.Parts[places[ReplicationDraft.FirstReplica + broker.Value - 1]];
}
