using ActorBroker.Log.Disk;
using BenchmarkDotNet.Attributes;

namespace ActorBroker.Benchmarks.Disk;

/// <summary>What a crash state costs: a disk of 20 files of 64 KiB, of which some bytes are not flushed.</summary>
[MemoryDiagnoser]
public class MemoryDiskBenchmarks
{
    private const int FileCount = 20;
    private const int FileBytes = 64 * 1024;
    private const int WriteBytes = 200;

    private readonly MemoryDisk _disk = new();
    private readonly Random _random = new(1);
    private readonly byte[] _bytes = new byte[WriteBytes];
    private ILogFile _file = null!;
    private long _position;

    /// <summary>How many writes no flush has followed.</summary>
    [Params(1, 50)]
    public int UnsyncedWrites { get; set; }

    /// <summary>Fills the disk.</summary>
    [GlobalSetup]
    public void Fill()
    {
        for (var i = 0; i < FileCount; i++)
        {
            _file = _disk.Open($"/{i}.log", LogFileMode.ExistingOrNew);
            _file.Write(0, new byte[FileBytes]);
            _file.Flush();
        }

        _disk.FlushDirectory("/");
        for (var i = 0; i < UnsyncedWrites; i++)
            _file.Write(FileBytes + i * WriteBytes, _bytes);
    }

    /// <summary>One state after a power loss, not yet looked at.</summary>
    [Benchmark]
    public MemoryDisk PowerLoss() => _disk.CrashedAt(_disk.ChangeCount, DiskCrash.PowerLoss, _random);

    /// <summary>One append and the flush that follows it.</summary>
    [Benchmark]
    public void AppendAndFlush()
    {
        _file.Write(FileBytes + _position, _bytes);
        _file.Flush();
        _position = (_position + WriteBytes) % FileBytes;
    }
}
