using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Disk;

public sealed class OpenFilesTests
{
    private readonly WatchedDisk _disk = new();

    [Fact]
    public void File_is_opened_when_it_is_used_and_stays_open()
    {
        using var files = new OpenFiles(_disk, 2);
        var file = Create(files, "a");

        Use(file);
        Use(file);

        Assert.Equal(["/a"], _disk.Opened);
        Assert.Equal(1, files.OpenCount);
    }

    [Fact]
    public void File_used_longest_ago_is_closed_for_another()
    {
        using var files = new OpenFiles(_disk, 2);
        var (a, b, c) = (Create(files, "a"), Create(files, "b"), Create(files, "c"));

        Use(a);
        Use(b);
        Use(a);
        Use(c);
        Use(a);

        Assert.Equal(["/a", "/b", "/c"], _disk.Opened);
        Assert.Equal(["/b"], _disk.Closed);
    }

    [Fact]
    public void Leased_files_are_never_closed_and_the_bound_returns_with_the_leases()
    {
        using var files = new OpenFiles(_disk, 2);
        var leases = Enumerable.Range(0, 5).Select(i => Create(files, $"{i}").Acquire()).ToArray();

        Assert.Equal(5, files.OpenCount);
        Assert.All(leases, lease => Assert.Equal(1, lease.File.Length));
        for (var i = 0; i < leases.Length; i++)
            leases[i].Dispose();

        Assert.Equal(2, files.OpenCount);
        Assert.Equal(3, _disk.Closed.Count);
    }

    [Fact]
    public void Closed_file_is_opened_anew_while_an_old_lease_reads_on()
    {
        using var files = new OpenFiles(_disk, 2);
        var file = Create(files, "a");
        var old = file.Acquire();
        file.Close();
        _disk.Delete("/a");
        _disk.Put("/a", [7, 7]);

        var renewed = file.Acquire();

        Assert.Equal((1, 2), (old.File.Length, renewed.File.Length));
        Assert.Equal(2, files.OpenCount);
        old.Dispose();
        renewed.Dispose();
        Assert.Equal(1, files.OpenCount);
    }

    [Fact]
    public void Closing_is_at_once_without_leases_and_harmless_without_a_handle()
    {
        using var files = new OpenFiles(_disk, 2);
        var file = Create(files, "a");
        file.Close();
        Use(file);

        file.Close();
        file.Close();

        Assert.Equal(["/a"], _disk.Closed);
        Assert.Equal(0, files.OpenCount);
    }

    [Fact]
    public void File_closed_while_it_is_being_opened_is_not_kept()
    {
        using var files = new OpenFiles(_disk, 2);
        var file = Create(files, "a");
        _disk.Opening = _ =>
        {
            _disk.Opening = null;
            file.Close();
        };

        var stale = file.Acquire();
        Use(file);

        Assert.Equal(["/a", "/a"], _disk.Opened);
        stale.Dispose();
        Assert.Equal(["/a"], _disk.Closed);
    }

    [Fact]
    public void File_opened_twice_at_once_is_kept_once()
    {
        using var files = new OpenFiles(_disk, 2);
        var file = Create(files, "a");
        _disk.Opening = _ =>
        {
            _disk.Opening = null;
            Use(file);
        };

        Use(file);

        Assert.Equal(["/a", "/a"], _disk.Opened);
        Assert.Equal(["/a"], _disk.Closed);
        Assert.Equal(1, files.OpenCount);
    }

    [Fact]
    public void New_file_is_asked_of_the_disk_even_when_one_is_open()
    {
        using var files = new OpenFiles(_disk, 2);
        var file = Create(files, "a");
        Use(file);

        var refusal = Assert.Throws<LogDiskException>(() => file.Acquire(LogFileMode.New));
        _disk.Delete("/a");
        using var created = file.Acquire(LogFileMode.New);

        Assert.Equal(LogDiskError.Exists, refusal.Error);
        Assert.Equal(0, created.File.Length);
        Assert.Equal(1, files.OpenCount);
    }

    [Fact]
    public void Refused_open_counts_for_nothing()
    {
        using var files = new OpenFiles(_disk, 1);

        Assert.Throws<LogDiskException>(() => new CachedFile(files, "/absent").Acquire());

        Assert.Equal(0, files.OpenCount);
    }

    [Fact]
    public void Disposed_set_closes_what_is_idle_then_what_is_leased_and_opens_nothing()
    {
        var files = new OpenFiles(_disk, 3);
        var (idle, leased) = (Create(files, "idle"), Create(files, "leased"));
        Use(idle);
        var lease = leased.Acquire();

        files.Dispose();

        Assert.Equal(["/idle"], _disk.Closed);
        Assert.Equal(1, lease.File.Length);
        Assert.Throws<ObjectDisposedException>(() => idle.Acquire());
        lease.Dispose();
        files.Dispose();
        Assert.Equal(["/idle", "/leased"], _disk.Closed);
    }

    [Fact]
    public void Lease_may_be_disposed_twice_but_not_its_copy()
    {
        using var files = new OpenFiles(_disk, 1);
        var lease = Create(files, "a").Acquire();
        var copy = lease;

        lease.Dispose();
        lease.Dispose();

        Assert.Throws<ObjectDisposedException>(() => lease.File);
        Assert.Throws<InvariantException>(() => copy.Dispose());
    }

    [Fact]
    public void Bound_is_at_least_one() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OpenFiles(_disk, 0));

    [Fact]
    public void Leasing_an_open_file_allocates_nothing_and_a_closed_one_is_small()
    {
        using var files = new OpenFiles(_disk, 1);
        var file = Create(files, "a");
        Use(file);

        var start = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Use(file);
        var used = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(new CachedFile(files, "/a"));
        var created = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal((0, 48), (used - start, created - used));
    }

    private static void Use(CachedFile file)
    {
        using var lease = file.Acquire();
        GC.KeepAlive(lease.File);
    }

    private CachedFile Create(OpenFiles files, string name)
    {
        _disk.Put($"/{name}", [1]);
        _disk.Opened.Clear();
        _disk.Closed.Clear();
        return new CachedFile(files, $"/{name}");
    }
}
