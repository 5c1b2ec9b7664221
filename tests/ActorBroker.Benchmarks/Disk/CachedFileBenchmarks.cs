using ActorBroker.Log.Disk;
using BenchmarkDotNet.Attributes;

namespace ActorBroker.Benchmarks.Disk;

/// <summary>What it costs to lease a file that is open.</summary>
[MemoryDiagnoser]
public class CachedFileBenchmarks : IDisposable
{
    private readonly OpenFiles _files;
    private readonly CachedFile _file;

    /// <summary>Opens one file.</summary>
    public CachedFileBenchmarks()
    {
        _files = new OpenFiles(new MemoryDisk());
        _file = new CachedFile(_files, "/file");
        _file.Acquire(LogFileMode.New).Dispose();
    }

    /// <summary>Closes it.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _files.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lease and release.</summary>
    [Benchmark]
    public void AcquireAndDispose()
    {
        using var lease = _file.Acquire();
    }
}
