using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>The disk in memory answers as a disk should.</summary>
public sealed class MemoryLogDiskTests : LogDiskTests
{
    /// <inheritdoc />
    protected override ILogDisk Disk { get; } = Created();

    /// <inheritdoc />
    protected override string Top => "/data";

    private static MemoryDisk Created()
    {
        var disk = new MemoryDisk();
        disk.CreateDirectory("/data");
        return disk;
    }
}
