using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>What the dirty journal says of a log.</summary>
/// <param name="LogStart">Offsets below are gone, and their absence is no damage.</param>
/// <param name="RecoveryPoint">Offsets from here on may not have reached the disk, and their absence is no damage.</param>
public readonly record struct DirtyNote(Offset LogStart, Offset RecoveryPoint)
{
    /// <summary>The replica was deleted: what is found of it is to be removed.</summary>
    public static readonly DirtyNote Deleted = new(Offset.None, Offset.None);
}
