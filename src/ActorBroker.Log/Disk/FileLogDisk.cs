using System.IO.Enumeration;
using System.Runtime.InteropServices;

namespace ActorBroker.Log.Disk;

/// <summary>The machine's own file systems.</summary>
/// <remarks>
/// Linux: fdatasync, fsync of directories, fallocate, rename and flock of the C library. macOS: the same where it has them, no
/// preallocation. Windows: what .NET offers; directories cannot be flushed there, NTFS journals their changes in order.
/// </remarks>
public sealed class FileLogDisk : ILogDisk
{
    private static readonly EnumerationOptions EveryEntry = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <inheritdoc />
    public ILogFile Open(string path, LogFileMode mode)
    {
        var fileMode = mode switch
        {
            LogFileMode.Existing => FileMode.Open,
            LogFileMode.New => FileMode.CreateNew,
            _ => FileMode.OpenOrCreate,
        };
        return Do("open", path, () => new FileLogFile(
            File.OpenHandle(path, fileMode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.None),
            path));
    }

    /// <inheritdoc />
    public bool FileExists(string path)
    {
        if (File.Exists(path))
            return true;
        ThrowIfUnknown(path);
        return false;
    }

    /// <inheritdoc />
    public bool DirectoryExists(string path)
    {
        if (Directory.Exists(path))
            return true;
        ThrowIfUnknown(path);
        return false;
    }

    /// <inheritdoc />
    public IReadOnlyList<LogDiskEntry> List(string directory) => Do("list", directory, () =>
    {
        var entries = new FileSystemEnumerable<LogDiskEntry>(
            directory,
            (ref FileSystemEntry entry) =>
                new LogDiskEntry(entry.FileName.ToString(), entry.IsDirectory, entry.IsDirectory ? 0 : entry.Length),
            EveryEntry).ToArray();
        Array.Sort(entries, (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return entries;
    });

    /// <inheritdoc />
    public void CreateDirectory(string path) => Do("create directory", path, () => Directory.CreateDirectory(path));

    /// <inheritdoc />
    public void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Neither the file nor its directory exists: nothing to delete.
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw FileErrors.From("delete", path, exception);
        }
    }

    /// <inheritdoc />
    public void DeleteDirectory(string path)
    {
        try
        {
            Directory.Delete(path, recursive: false);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing to delete.
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw FileErrors.From("delete directory", path, exception);
        }
    }

    /// <inheritdoc />
    public void Rename(string source, string target)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (FileSystemCalls.Rename(source, target) != 0)
                throw FileErrors.FromLastError("rename", source);
            return;
        }

        Do("rename", source, () =>
        {
            if (Directory.Exists(source))
                Directory.Move(source, target);
            else
                File.Move(source, target, overwrite: true);
            return true;
        });
    }

    /// <inheritdoc />
    public void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;

        using var directory = FileSystemCalls.Open(path, OperatingSystem.IsLinux() ? FileSystemCalls.ReadOnlyLinux : 0);
        if (directory.IsInvalid)
            throw FileErrors.FromLastError("flush directory", path);
        while (FileSystemCalls.Fsync(directory) != 0)
        {
            if (Marshal.GetLastPInvokeError() != FileSystemCalls.Interrupted)
                throw FileErrors.FromLastError("flush directory", path);
        }
    }

    /// <inheritdoc />
    /// <remarks>
    /// Unix: flock, which also holds against a second call in this process. .NET's own file locks are flock too, but a setting of the
    /// environment switches them off.
    /// </remarks>
    public IDisposable Lock(string path)
    {
        var isWindows = OperatingSystem.IsWindows();
        var share = isWindows ? FileShare.None : FileShare.ReadWrite | FileShare.Delete;
        var handle = Do("lock", path, () => File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share));
        if (!isWindows && FileSystemCalls.Flock(handle, FileSystemCalls.LockExclusiveNow) != 0)
        {
            var refusal = FileErrors.FromLastError("lock", path);
            handle.Dispose();
            throw refusal;
        }

        return handle;
    }

    /// <inheritdoc />
    public LogDiskSpace? SpaceOf(string directory) => Do("measure", directory, () =>
    {
        var drive = new DriveInfo(directory);
        return new LogDiskSpace(drive.TotalSize, drive.AvailableFreeSpace);
    });

    /// <summary>
    /// Throws when the system could not tell what is at the path, as on a disk that fails or may not be read. .NET says "not
    /// there" in that case too, and a log that took this for an answer would begin anew.
    /// </summary>
    private static void ThrowIfUnknown(string path)
    {
        if (OperatingSystem.IsWindows() || FileSystemCalls.Access(path, FileSystemCalls.Exists) == 0)
            return;
        if (!FileErrors.IsLastNotFound)
            throw FileErrors.FromLastError("find", path);
    }

    private static T Do<T>(string operation, string path, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw FileErrors.From(operation, path, exception);
        }
    }

    private static bool IsRefusal(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
