using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Support;

/// <summary>A journal that only counts.</summary>
internal sealed class NoteJournal : IReplicaJournal
{
    public List<(PartitionId Id, Offset LogStart, Offset RecoveryPoint)> Notes { get; } = [];

    public int FlushCount { get; private set; }

    public void Note(PartitionId id, Offset logStart, Offset recoveryPoint) => Notes.Add((id, logStart, recoveryPoint));

    public void Flush() => FlushCount++;
}
