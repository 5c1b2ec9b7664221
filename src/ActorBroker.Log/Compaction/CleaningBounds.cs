using ActorBroker.Model;

namespace ActorBroker.Log.Compaction;

/// <summary>What one compaction may touch, and when it is.</summary>
/// <param name="MapEnd">Records from here on stay: their keys are not in the map.</param>
/// <param name="MarkersEnd">Markers from here on stay.</param>
/// <param name="Now">The time, in milliseconds since 1970.</param>
/// <param name="NewHorizon">The delete horizon of tombstones and markers that are met for the first time, in milliseconds since 1970.</param>
internal readonly record struct CleaningBounds(Offset MapEnd, Offset MarkersEnd, long Now, long NewHorizon);
