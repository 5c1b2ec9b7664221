namespace ActorBroker.Log.Compaction;

/// <summary>What is to be done after a step of a compaction.</summary>
public enum CompactionStep
{
    /// <summary>Take another step.</summary>
    Continue,

    /// <summary>Have the log's owner call <see cref="LogCompactor.Swap"/>, then take another step.</summary>
    Swap,

    /// <summary>Have the log's owner call <see cref="LogCompactor.End"/>.</summary>
    Done,
}
