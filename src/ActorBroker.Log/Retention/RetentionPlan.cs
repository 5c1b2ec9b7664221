using ActorBroker.Model;

namespace ActorBroker.Log.Retention;

/// <summary>What one step of retention removes.</summary>
/// <param name="NewStart">The log's start behind what goes; null when nothing goes.</param>
/// <param name="SegmentCount">How many segments go.</param>
/// <param name="Bytes">Bytes of batches in them.</param>
/// <param name="IsComplete">False when more may go in another step.</param>
/// <param name="NextDue">See <see cref="RetentionResult.NextDue"/>.</param>
internal readonly record struct RetentionPlan(Offset? NewStart, int SegmentCount, long Bytes, bool IsComplete, DateTimeOffset? NextDue);
