namespace ActorBroker.Simulation.Tests.Mistakes;

/// <summary>What is done wrong with a message.</summary>
internal enum MessageMistake
{
    /// <summary>An append with acks=all is acknowledged when it is appended: before it is flushed, and before the high watermark is published that shows it.</summary>
    AcknowledgesBeforePublication,

    /// <summary>What is known of producers is not made again when a recovery has cut the log.</summary>
    ForgetsProducersAfterCut,

    /// <summary>An append is done twice.</summary>
    AppendsTwice,

    /// <summary>An append is acknowledged with the offset before its own.</summary>
    AcknowledgesWrongOffset,

    /// <summary>What a group keeps is acknowledged when it is appended, before it is flushed.</summary>
    AcknowledgesGroupsEarly,

    /// <summary>Each member of a group is given what was meant for another.</summary>
    MixesUpAssignments,

    /// <summary>A commit is taken whatever generation its member belongs to.</summary>
    TakesFencedCommits,
}
