using ActorBroker.Model;

namespace ActorBroker.Log.Compaction;

/// <summary>A log that was inspected and was not due, with all that this depends on: while nothing of it changes, nobody needs to look again.</summary>
/// <param name="State">The log's offsets.</param>
/// <param name="Durable">Up to where it was on the disk.</param>
/// <param name="Generation">How often it had been cut.</param>
/// <param name="Options">When it would be due.</param>
/// <param name="Until">From when on, in milliseconds since 1970, it may be due by the time alone.</param>
/// <param name="Result">What the inspection came to.</param>
internal sealed record InspectedLog(ReplicaState State, Offset Durable, int Generation, CompactionOptions Options, long Until, CompactionState Result)
{
    /// <summary>True when an inspection now would come to the same.</summary>
    public bool Holds(PartitionLog log, CompactionOptions options, DateTimeOffset now) =>
        State == log.State && Durable == log.DurableOffset && Generation == log.Generation && Options == options && now.ToUnixTimeMilliseconds() < Until;
}
