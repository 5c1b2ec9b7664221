using ActorBroker.Model;

namespace ActorBroker.Log.Retention;

/// <summary>What one step of retention did.</summary>
/// <param name="LogStart">The log's start now.</param>
/// <param name="SegmentCount">How many segments were removed.</param>
/// <param name="Bytes">Bytes of batches that were removed.</param>
/// <param name="IsComplete">False when the step's limit was reached and more may go: take another step.</param>
/// <param name="NextDue">
/// Before this time nothing comes of age, however the log grows, so that a log without traffic can be left alone until then; null when that cannot be told:
/// ask again at the usual interval. Retention by size is due whenever the log has grown.
/// </param>
public readonly record struct RetentionResult(
    Offset LogStart, int SegmentCount, long Bytes, bool IsComplete, DateTimeOffset? NextDue);
