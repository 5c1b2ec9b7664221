using ActorBroker.Log.Compaction;

namespace ActorBroker.Broker.Partitions;

/// <summary>Whose log is compacted. Called on the thread of the log's owner.</summary>
internal interface ICompactionOwner
{
    /// <summary>The log has other segments now: readers are to take its present view.</summary>
    void OnCompacted();

    /// <summary>Nothing is under way any more.</summary>
    /// <param name="run">What was done.</param>
    /// <param name="failure">Why it did not come to its end; null when nothing failed. The log itself may be sound.</param>
    void OnCompactionEnded(CompactionRun run, Exception? failure);
}
