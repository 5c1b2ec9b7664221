namespace ActorBroker.Machines.Quorum;

/// <summary>Why a leader does not carry out a command.</summary>
public enum RejectReason
{
    /// <summary>Its barrier is not committed yet, or it stopped.</summary>
    NotLeading,

    /// <summary>Another change of the voters is not committed yet, or a newcomer has not caught up.</summary>
    ChangeUnderWay,

    /// <summary>The voter to add is one, the voter to remove is none or the only one, or a snapshot would end where it must not.</summary>
    NothingToDo,
}
