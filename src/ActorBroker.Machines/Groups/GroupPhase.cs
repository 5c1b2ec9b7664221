namespace ActorBroker.Machines.Groups;

/// <summary>Where a classic group stands, in the order of a rebalance.</summary>
public enum GroupPhase
{
    /// <summary>Nobody is in it; it may have offsets.</summary>
    Empty,

    /// <summary>It waits until its members have joined again.</summary>
    PreparingRebalance,

    /// <summary>Members know their generation; it waits for the leader's assignments.</summary>
    CompletingRebalance,

    /// <summary>Every member has, or can ask for, its assignment.</summary>
    Stable,

    /// <summary>It was deleted; whoever asks again gets a new one.</summary>
    Dead,
}
