using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>A file in memory answers as a file should.</summary>
public sealed class MemoryLogFileTests : LogFileTests
{
    /// <inheritdoc />
    protected override ILogDisk Disk { get; } = new MemoryDisk();

    /// <inheritdoc />
    protected override string Top => "";
}
