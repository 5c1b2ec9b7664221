using System.Diagnostics;
using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>The machine's disk answers as a disk should, and what only it can show.</summary>
public sealed class FileLogDiskTests : LogDiskTests, IDisposable
{
    private readonly TempDirectory _directory = new();

    /// <inheritdoc />
    protected override ILogDisk Disk { get; } = new FileLogDisk();

    /// <inheritdoc />
    protected override string Top => _directory.Path;

    /// <inheritdoc />
    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Two_disks_of_one_process_cannot_hold_the_same_lock()
    {
        using var held = Disk.Lock($"{Top}/.lock");

        var refusal = Assert.Throws<LogDiskException>(() => new FileLogDisk().Lock($"{Top}/.lock"));

        Assert.Equal(LogDiskError.Locked, refusal.Error);
    }

    [Fact]
    public void Space_is_that_of_the_file_system_in_which_the_directory_lies()
    {
        var space = Disk.SpaceOf(Top)!.Value;

        Assert.InRange(space.TotalBytes, 1, long.MaxValue);
        Assert.InRange(space.UsableBytes, 0, space.TotalBytes);
    }

    [ToolFact("flock")]
    public void Another_process_cannot_take_a_held_lock_and_can_once_it_is_released()
    {
        var held = Disk.Lock($"{Top}/.lock");

        Assert.Throws<InvalidOperationException>(() => Tool.Run("flock", ["-n", $"{Top}/.lock", "true"]));
        held.Dispose();
        Tool.Run("flock", ["-n", $"{Top}/.lock", "true"]);
    }

    [ToolFact("flock")]
    public void Lock_of_a_killed_process_is_free()
    {
        var start = new ProcessStartInfo("flock", ["--no-fork", $"{Top}/.lock", "sh", "-c", "echo held; exec sleep 1000"])
        {
            RedirectStandardOutput = true,
        };
        using var holder = Process.Start(start)!;
        Assert.Equal("held", holder.StandardOutput.ReadLine());

        var whileHeld = Assert.Throws<LogDiskException>(() => Disk.Lock($"{Top}/.lock"));
        holder.Kill();
        holder.WaitForExit();
        using var taken = Disk.Lock($"{Top}/.lock");

        Assert.Equal(LogDiskError.Locked, whileHeld.Error);
    }

    [ToolFact("stat")]
    public void Preallocation_takes_blocks()
    {
        using var file = Disk.Open($"{Top}/file", LogFileMode.New);

        file.Preallocate(1 << 20);

        Assert.Equal(0, file.Length);
        if (OperatingSystem.IsLinux())
            Assert.True(BlocksOf(file.Path) >= (1 << 20) / 512);
    }

    [ToolFact("stat")]
    public void Preallocated_blocks_are_given_back_when_the_length_is_set()
    {
        using var file = Disk.Open($"{Top}/file", LogFileMode.New);
        file.Write(0, [1, 2, 3]);
        file.Preallocate(1 << 20);

        file.SetLength(file.Length);

        Assert.Equal(3, file.Length);
        if (OperatingSystem.IsLinux())
            Assert.InRange(BlocksOf(file.Path), 0, 64);
    }

    [ToolFact("/dev/full")]
    public void Full_device_is_told_apart_from_a_failing_one()
    {
        using var full = Disk.Open("/dev/full", LogFileMode.Existing);

        var refusal = Assert.Throws<LogDiskException>(() => full.Write(0, [1]));

        Assert.Equal(LogDiskError.NoSpace, refusal.Error);
        Assert.Contains("write '/dev/full'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_below_a_file_is_not_there()
    {
        Put("file");

        Assert.False(Disk.FileExists($"{Top}/file/below"));
        Assert.False(Disk.DirectoryExists($"{Top}/file/below"));
    }

    [Fact]
    public void Unknown_is_not_taken_for_absent()
    {
        var refusal = Assert.Throws<LogDiskException>(() => Disk.FileExists($"{Top}/{new string('n', 5000)}"));

        Assert.Equal(LogDiskError.Failed, refusal.Error);
    }

    private static long BlocksOf(string path) =>
        long.Parse(Tool.Run("stat", ["-c", "%b", path]), System.Globalization.CultureInfo.InvariantCulture);
}
