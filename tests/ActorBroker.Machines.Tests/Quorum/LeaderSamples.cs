using ActorBroker.Machines.Quorum;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Quorum.QuorumSamples;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>Leaders of epoch 3, and what they want.</summary>
internal static class LeaderSamples
{
    /// <summary>Alice with an adopted log of these epochs, all of which voters one and two had; her barrier is on its way.</summary>
    public static QuorumLeader Establishing(params int[] epochs)
    {
        var promised = new QuorumAnswer.Promised(Epoch(3), LogOf(epochs).Last, OneToThree);
        return QuorumCandidate.Begin(TheQuorum, Alice, Epoch(3), OneToThree).Next
            .Answered(One, promised).Next
            .Answered(Two, promised).Next
            .Answered(One, new QuorumAnswer.Content(Epoch(3), QuorumSnapshot.First(OneToThree), Offset.Zero, Entries(epochs)))
            .Won!;
    }

    /// <summary>The same, with the barrier stored by voters one and two.</summary>
    public static QuorumLeader Leading(params int[] epochs)
    {
        var leader = Establishing(epochs);
        var stored = new QuorumAnswer.Stored(Epoch(3), leader.Log.End);
        return leader.Answered(One, stored).Next.Answered(Two, stored).Next;
    }

    /// <summary>The only request that a decision wants sent.</summary>
    public static QuorumRequest Request(LeaderDecision decision) =>
        Assert.IsType<LeaderEffect.Send>(Assert.Single(decision.Effects)).Request;
}
