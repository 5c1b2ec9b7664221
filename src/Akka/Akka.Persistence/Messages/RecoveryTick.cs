namespace Akka.Persistence;

/// <summary>The time that a recovering actor waits for its plugin is over.</summary>
public sealed class RecoveryTick(bool snapshot)
{
    /// <summary>True if it waits for a snapshot, false if it waits for events.</summary>
    public bool Snapshot { get; } = snapshot;
}
