using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.Compaction;

/// <summary>A batch that compaction does not go past: it would drop older records for newer ones that nobody can read, or keep what it cannot judge.</summary>
/// <param name="First">The first offset concerned. Segments from the one that holds it on stay as they are.</param>
/// <param name="File">The segment's file.</param>
/// <param name="Position">Where in the file, in bytes.</param>
/// <param name="Defect">What was found; <see cref="StoredBatchDefect.None"/> for a batch that is sound but larger than the limits allow.</param>
public sealed record CompactionObstacle(Offset First, string File, long Position, StoredBatchDefect Defect);
