using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>A file of the machine's disk answers as a file should, and what only it can show.</summary>
public sealed class FileLogFileTests : LogFileTests, IDisposable
{
    private readonly TempDirectory _directory = new();

    /// <inheritdoc />
    protected override ILogDisk Disk { get; } = new FileLogDisk();

    /// <inheritdoc />
    protected override string Top => _directory.Path;

    /// <inheritdoc />
    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Reads_and_writes_allocate_nothing()
    {
        using var file = Disk.Open($"{Top}/file", LogFileMode.New);
        var bytes = new byte[100];
        WriteAndRead(file, bytes);

        var allocated = Allocations.Least(() => WriteAndRead(file, bytes));

        Assert.Equal(0, allocated);
    }

    private static void WriteAndRead(ILogFile file, byte[] bytes)
    {
        for (var i = 0; i < 100; i++)
        {
            file.Write(i * bytes.Length, bytes);
            file.Read(i, bytes);
        }
    }
}
