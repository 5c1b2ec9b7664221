namespace ActorBroker.Machines.Quorum;

/// <summary>Why a candidate or leader stops.</summary>
public enum StopReason
{
    /// <summary>A voter promised a later epoch.</summary>
    Outranked,

    /// <summary>A majority of the voters did not answer for <c>controller.quorum.timeout</c>.</summary>
    QuorumLost,
}
