namespace ActorBroker.Benchmarks.Disk;

/// <summary>A way to make the appends of many logs durable, group after group.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Run">Appends to all files and makes that durable, so many times.</param>
internal sealed record FlushWay(string Name, Action<IReadOnlyList<DirtyFile>, int> Run)
{
    /// <summary>fdatasync of one file after the other.</summary>
    public static FlushWay Serial { get; } = new("fdatasync, one by one", (files, groups) =>
        InGroups(files, groups, all =>
        {
            foreach (var file in all)
                file.Flush();
        }));

    /// <summary>One syncfs.</summary>
    public static FlushWay WholeFileSystem { get; } = new("syncfs", (files, groups) =>
        InGroups(files, groups, all =>
        {
            FlushCalls.FlushFileSystem(all[0].Handle);
            foreach (var file in all)
                file.NoteDurable();
        }));

    /// <summary>All writes are started, then each file is flushed.</summary>
    public static FlushWay StartedSerial { get; } = new("sync_file_range, then fdatasync one by one", (files, groups) =>
        InGroups(files, groups, all =>
        {
            StartAll(all);
            foreach (var file in all)
                file.Flush();
        }));

    /// <summary>fdatasync on so many threads; the next group begins when all files of this one are durable.</summary>
    public static FlushWay Parallel(int threads) => new($"fdatasync on {threads} threads", (files, groups) =>
    {
        using var workers = new FlushWorkers(threads);
        InGroups(files, groups, all => workers.ForAll(all, file => file.Flush()));
    });

    /// <summary>All writes are started, then fdatasync on so many threads.</summary>
    public static FlushWay StartedParallel(int threads) => new($"sync_file_range, then fdatasync on {threads} threads", (files, groups) =>
    {
        using var workers = new FlushWorkers(threads);
        InGroups(files, groups, all =>
        {
            StartAll(all);
            workers.ForAll(all, file => file.Flush());
        });
    });

    /// <summary>fdatasync on so many threads; each log is appended to again, and waits for a thread, when its own flush returned.</summary>
    public static FlushWay Free(int threads) => new($"fdatasync on {threads} threads, each log by itself", (files, groups) =>
    {
        using var workers = new FlushWorkers(threads);
        foreach (var file in files)
            file.Append();
        workers.ForAllFreely(files, groups, file =>
        {
            file.Flush();
            if (file.Waits.Count < groups)
                file.Append();
        });
    });

    private static void InGroups(IReadOnlyList<DirtyFile> files, int groups, Action<IReadOnlyList<DirtyFile>> flush)
    {
        for (var group = 0; group < groups; group++)
        {
            foreach (var file in files)
                file.Append();
            flush(files);
        }
    }

    private static void StartAll(IReadOnlyList<DirtyFile> files)
    {
        foreach (var file in files)
            FlushCalls.StartWrite(file.Handle);
    }
}
