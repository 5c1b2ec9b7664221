using ActorBroker.Log.Disk;
using static ActorBroker.Log.Tests.Disk.MemoryDiskProbe;

namespace ActorBroker.Log.Tests.Disk;

public sealed class DiskFaultsTests
{
    private readonly DiskFaults _faults = new();
    private readonly MemoryDisk _disk = WithDurableFile(Sectors(4, 1));

    public DiskFaultsTests() => _disk.Fault = _faults.Check;

    [Theory]
    [InlineData(LogDiskError.Failed)]
    [InlineData(LogDiskError.NoSpace)]
    public void Failed_write_changes_nothing(LogDiskError error)
    {
        _faults.FailAll(DiskOperationKind.Write, "/file", new DiskFault(error));

        var failure = Assert.Throws<LogDiskException>(() => _disk.Put("/file", Sectors(4, 2)));

        Assert.Equal(error, failure.Error);
        Assert.Equal(("write", "/file"), (failure.Operation, failure.Path));
        Assert.Equal(Sectors(4, 1), _disk.Get("/file"));
    }

    [Fact]
    public void Short_write_leaves_a_part()
    {
        _faults.FailAll(DiskOperationKind.Write, "/file", DiskFault.ShortWrite);

        var failure = Assert.Throws<LogDiskException>(() => _disk.Put("/file", Sectors(4, 2)));

        Assert.Equal(LogDiskError.NoSpace, failure.Error);
        Assert.Equal([.. Sectors(2, 2), .. Sectors(2, 1)], _disk.Get("/file")!);
    }

    [Fact]
    public void Failed_flush_makes_any_part_durable_and_no_later_flush_the_rest()
    {
        var kept = new HashSet<int>();
        for (var run = 0; run < 200; run++)
        {
            _disk.Put("/file", Sectors(4, 1), flush: true);
            _faults.FailAll(DiskOperationKind.Flush, "/file", DiskFault.Failed);
            Assert.Throws<LogDiskException>(() => _disk.Put("/file", Sectors(4, 2), flush: true));
            _faults.Heal();

            _disk.Put("/file", [], flush: true);
            Assert.Equal(Sectors(4, 2), _disk.Get("/file"));
            var lost = _disk.CrashedAt(_disk.ChangeCount, DiskCrash.PowerLoss, new Random(run)).Get("/file")!;
            kept.Add(lost.Count(value => value == 2) / 512);
        }

        Assert.Equal([0, 1, 2, 3, 4], kept.Order());
    }

    [Fact]
    public void Write_after_a_failed_flush_is_durable_once_it_is_flushed()
    {
        _faults.FailAll(DiskOperationKind.Flush, "/file", DiskFault.Failed);
        Assert.Throws<LogDiskException>(() => _disk.Put("/file", Sectors(4, 2), flush: true));
        _faults.Heal();

        _disk.Put("/file", Sectors(4, 3), flush: true);

        Assert.Equal([Sectors(4, 3)], _disk.Outcomes("/file"));
    }

    [Fact]
    public void Failed_flush_of_a_directory_forgets_names()
    {
        var durable = new HashSet<bool>();
        for (var run = 0; run < 50; run++)
        {
            _faults.FailAll(DiskOperationKind.FlushDirectory, "/", DiskFault.Failed);
            _disk.Put($"/{run}", [1], flush: true);
            Assert.Throws<LogDiskException>(() => _disk.FlushDirectory("/"));
            _faults.Heal();

            _disk.FlushDirectory("/");
            Assert.True(_disk.FileExists($"/{run}"));
            durable.Add(_disk.CrashedAt(_disk.ChangeCount, DiskCrash.PowerLoss, new Random(run)).FileExists($"/{run}"));
        }

        Assert.Equal([false, true], durable.Order());
    }

    [Fact]
    public void Every_kind_of_call_can_fail_and_changes_nothing_then()
    {
        using var file = _disk.Open("/file", LogFileMode.Existing);
        Action[] calls =
        [
            () => _disk.Open("/new", LogFileMode.New), () => _ = file.Length, () => file.Read(0, new byte[1]),
            () => file.Write(0, new byte[1]), () => file.SetLength(0), () => file.Preallocate(1), file.Flush, () => _disk.FileExists("/file"), () => _disk.List("/"),
            () => _disk.CreateDirectory("/directory"), () => _disk.Delete("/file"), () => _disk.DeleteDirectory("/directory"),
            () => _disk.Rename("/file", "/renamed"), () => _disk.FlushDirectory("/"), () => _disk.Lock("/.lock"),
        ];
        _disk.Fault = operation => _faults.Check(operation) ?? DiskFault.Failed;

        Assert.All(calls, call => Assert.Throws<LogDiskException>(call));

        Assert.Equal(Enum.GetValues<DiskOperationKind>(), _faults.Calls.Select(call => call.Kind).Distinct());
        _disk.Fault = null;
        Assert.Equal(["file"], _disk.List("/").Select(entry => entry.Name));
        Assert.Equal(Sectors(4, 1), _disk.Get("/file"));
    }

    [Fact]
    public void One_call_of_a_site_fails()
    {
        _faults.Fail(new DiskCallSite(DiskOperationKind.Write, "*.log"), 1, DiskFault.NoSpace);

        _disk.Put("/00000000000000000000.log", [1]);
        _disk.Put("/other.log", [1]);
        var failure = Assert.Throws<LogDiskException>(() => _disk.Put("/00000000000000000007.log", [1]));
        _disk.Put("/00000000000000000008.log", [1]);

        Assert.Equal("/00000000000000000007.log", failure.Path);
        Assert.Equal(1, _faults.Failed);
    }

    [Fact]
    public void Call_of_an_index_fails()
    {
        var index = _disk.OperationCount + 1;
        _faults.FailCall(index, DiskFault.Failed);

        Assert.True(_disk.FileExists("/file"));
        Assert.Throws<LogDiskException>(() => _disk.FileExists("/file"));
        Assert.True(_disk.FileExists("/file"));

        Assert.Equal(index, _faults.Calls[1].Index);
    }

    [Fact]
    public void Sites_are_told_by_kind_and_kind_of_file()
    {
        _disk.CreateDirectory("/0123456789abcdef0123456789abcdef-12");
        _disk.Put("/0123456789abcdef0123456789abcdef-12/00000000000000000010.log", [1]);
        _disk.Put("/0123456789abcdef0123456789abcdef-12/00000000000000000020.log", [1]);
        _disk.Put("/checkpoint.tmp", [1]);

        Assert.Equal(
            [
                (new(DiskOperationKind.Open, "*.log"), 2), (new(DiskOperationKind.Open, "checkpoint.tmp"), 1),
                (new(DiskOperationKind.Write, "*.log"), 2), (new(DiskOperationKind.Write, "checkpoint.tmp"), 1),
                (new(DiskOperationKind.CreateDirectory, "*"), 1),
            ],
            _faults.Sites);
    }
}
