using ActorBroker.Log.Disk;
using static ActorBroker.Log.Tests.Disk.MemoryDiskProbe;

namespace ActorBroker.Log.Tests.Disk;

public sealed class ForgetfulDiskTests
{
    [Theory]
    [InlineData(DiskOperationKind.Flush)]
    [InlineData(DiskOperationKind.FlushDirectory)]
    public void Flush_left_out_shows_in_a_power_loss(DiskOperationKind forgotten)
    {
        var disk = new MemoryDisk();
        var forgetful = new ForgetfulDisk(disk, (kind, _) => kind == forgotten);

        forgetful.Put("/file", Sectors(1, 1));
        forgetful.FlushAll("/file");

        Assert.Contains(disk.Outcomes("/file"), bytes => bytes is null || bytes.Length == 0);
    }

    [Fact]
    public void Flushes_of_other_paths_are_done()
    {
        var disk = new MemoryDisk();
        var forgetful = new ForgetfulDisk(disk, (_, path) => path == "/other");

        forgetful.Put("/file", Sectors(1, 1));
        forgetful.FlushAll("/file");

        Assert.Equal([Sectors(1, 1)], disk.Outcomes("/file"));
    }
}
