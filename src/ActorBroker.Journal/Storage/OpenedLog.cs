using ActorBroker.Log;
using ActorBroker.Log.Directories;

namespace ActorBroker.Journal.Storage;

/// <summary>A plugin's directory and log, open, and what the scan of the log has read.</summary>
/// <param name="Directory">The directory; whoever has this closes it.</param>
/// <param name="Log">Its only log.</param>
/// <param name="Cache">Blocks that were read.</param>
/// <param name="Damage">What is not as it was written.</param>
internal sealed record OpenedLog(LogDirectory Directory, PartitionLog Log, BlockCache Cache, IReadOnlyList<LogDamage> Damage);
