using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

public sealed class OpenFilesStressTests
{
    private const int ThreadCount = 4;
    private const int FileCount = 12;
    private const int OpenMax = 3;
    private const int Rounds = 20_000;

    private readonly WatchedDisk _disk = new();

    [Fact]
    public void Many_threads_use_close_and_replace_files_and_always_read_the_right_one()
    {
        var seed = Seeds.Next();
        using var files = new OpenFiles(_disk, OpenMax);
        var cached = Enumerable.Range(0, FileCount).Select(i => Create(files, i)).ToArray();

        var failures = RunThreads(thread => Disturb(cached, new Random(seed + thread), thread));

        Assert.True(failures.Count == 0, $"Seed {seed}: {string.Join("; ", failures)}");
        Assert.InRange(files.OpenCount, 0, OpenMax);
        Assert.Equal(_disk.OpenCount, files.OpenCount);
        files.Dispose();
        Assert.Equal(0, _disk.OpenCount);
    }

    /// <summary>Each file holds its number; each thread replaces files of its own only, so that no two replace one at a time.</summary>
    private void Disturb(CachedFile[] files, Random random, int thread)
    {
        Span<byte> number = stackalloc byte[1];
        for (var round = 0; round < Rounds; round++)
        {
            var index = random.Next(FileCount);
            using var lease = files[index].Acquire();
            Assert.Equal(1, lease.File.Read(0, number));
            Assert.Equal(index, number[0]);
            if (random.Next(50) == 0)
                files[index].Close();
            if (random.Next(50) == 0 && index % ThreadCount == thread)
                Replace(files[index], index);
            Assert.Equal(1, lease.File.Read(0, number));
        }
    }

    private void Replace(CachedFile file, int index)
    {
        _disk.Put($"{file.Path}.tmp", [(byte)index]);
        _disk.Rename($"{file.Path}.tmp", file.Path);
        file.Close();
    }

    private CachedFile Create(OpenFiles files, int index)
    {
        _disk.Put($"/{index}", [(byte)index]);
        return new CachedFile(files, $"/{index}");
    }

    private static List<Exception> RunThreads(Action<int> work)
    {
        var failures = new List<Exception>();
        var threads = Enumerable.Range(0, ThreadCount).Select(index => new Thread(() =>
        {
            try
            {
                work(index);
            }
            catch (Exception exception)
            {
                lock (failures)
                    failures.Add(exception);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return failures;
    }
}
