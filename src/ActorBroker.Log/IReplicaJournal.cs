using ActorBroker.Model;

namespace ActorBroker.Log;

/// <summary>
/// Where a log says, before it changes, that what the last checkpoint says of it no longer holds. After a crash only logs named here are scanned,
/// and with the bounds given here.
/// </summary>
/// <remarks>Any thread.</remarks>
public interface IReplicaJournal
{
    /// <summary>
    /// Notes that a log changes, and what holds for it from now on; a later note of the same log replaces the earlier one. Not durable before <see cref="Flush"/>.
    /// </summary>
    /// <param name="id">The log.</param>
    /// <param name="logStart">Offsets below are gone, and their absence is no damage.</param>
    /// <param name="recoveryPoint">Offsets from here on may not have reached the disk, and their absence is no damage.</param>
    /// <exception cref="Disk.LogDiskException">The disk failed; the log must not change.</exception>
    void Note(PartitionId id, Offset logStart, Offset recoveryPoint);

    /// <summary>Returns once all notes are durable; costs nothing when they are already.</summary>
    /// <exception cref="Disk.LogDiskException">The disk failed.</exception>
    void Flush();
}
