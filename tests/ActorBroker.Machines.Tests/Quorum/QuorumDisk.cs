using ActorBroker.Machines.Quorum;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>What a voter's disk gives back after a crash: every event that was durable, in their order.</summary>
internal sealed class QuorumDisk(QuorumMistake mistake, VoterSet first)
{
    /// <summary>Makes a voter one of the first.</summary>
    public static QuorumVoter Form(QuorumVoter voter, VoterSet first) =>
        voter.Form(QuorumSamples.TheQuorum, first).Aggregate(voter, (formed, happened) => formed.Apply(happened));

    /// <summary>The voter made again.</summary>
    public QuorumVoter Restart(QuorumVoter durable)
    {
        var voter = QuorumVoter.Empty(durable.Id, durable.Rules);
        if (mistake.FormsAnew)
            return Form(voter, first);
        if (durable.Log is not { } log)
            return voter;

        voter = voter.Apply(new VoterEvent.Formed(durable.Quorum!.Value, log.Snapshot));
        if (!mistake.ForgetsPromises)
            voter = voter.Apply(durable.Promise);
        return voter.Apply(new VoterEvent.LogReplaced(log.Start, log.ReadTo(log.Start, log.End)));
    }
}
