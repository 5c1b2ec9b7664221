using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Support;

/// <summary>A journal in memory, which counts.</summary>
internal sealed class NoteJournal : IReplicaJournal
{
    public List<(PartitionId Id, Offset LogStart, Offset RecoveryPoint)> Notes { get; } = [];

    public int FlushCount { get; private set; }

    /// <summary>Called when all notes so far are durable.</summary>
    public Action? Flushed { get; set; }

    public void Note(PartitionId id, Offset logStart, Offset recoveryPoint) => Notes.Add((id, logStart, recoveryPoint));

    public void Flush()
    {
        FlushCount++;
        Flushed?.Invoke();
    }
}
