using Akka.Persistence.Snapshot;

namespace Akka.Persistence.Tests;

/// <summary>A snapshot store whose saves never end.</summary>
internal sealed class StuckSnapshotStore : MemorySnapshotStore
{
    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot) => new TaskCompletionSource().Task;
}
