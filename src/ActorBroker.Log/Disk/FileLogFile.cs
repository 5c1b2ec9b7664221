using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorBroker.Log.Disk;

/// <summary>An open file of a <see cref="FileLogDisk"/>. Nothing lies between it and the system: no buffer, no position.</summary>
internal sealed class FileLogFile(SafeFileHandle handle, string path) : ILogFile
{
    public string Path => path;

    public long Length
    {
        get
        {
            try
            {
                return RandomAccess.GetLength(handle);
            }
            catch (Exception exception) when (IsRefusal(exception))
            {
                throw FileErrors.From("measure", path, exception);
            }
        }
    }

    public int Read(long position, Span<byte> destination)
    {
        try
        {
            var done = 0;
            while (done < destination.Length)
            {
                var count = RandomAccess.Read(handle, destination[done..], position + done);
                if (count == 0)
                    break;
                done += count;
            }

            return done;
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw FileErrors.From("read", path, exception);
        }
    }

    public void Write(long position, ReadOnlySpan<byte> source)
    {
        try
        {
            RandomAccess.Write(handle, source, position);
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw FileErrors.From("write", path, exception);
        }
    }

    public void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> sources)
    {
        try
        {
            RandomAccess.Write(handle, sources, position);
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw FileErrors.From("write", path, exception);
        }
    }

    public void SetLength(long length)
    {
        try
        {
            RandomAccess.SetLength(handle, length);
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw FileErrors.From("set length of", path, exception);
        }
    }

    public void Preallocate(long length)
    {
        if (!OperatingSystem.IsLinux() || length == 0)
            return;

        while (FileSystemCalls.Fallocate(handle, FileSystemCalls.KeepLength, 0, length) != 0)
        {
            switch (Marshal.GetLastPInvokeError())
            {
                case FileSystemCalls.Interrupted:
                    continue;
                case FileSystemCalls.NotSupported:
                    return;
                default:
                    throw FileErrors.FromLastError("preallocate", path);
            }
        }
    }

    /// <summary>fdatasync on Linux; elsewhere what .NET does: F_FULLFSYNC on macOS, FlushFileBuffers on Windows.</summary>
    public void Flush()
    {
        if (OperatingSystem.IsLinux())
        {
            FlushOnLinux();
            return;
        }

        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw FileErrors.From("flush", path, exception);
        }
    }

    public void Dispose() => handle.Dispose();

    /// <summary>RandomAccess.FlushToDisk would be fsync, which also writes the file's times, and it overlooks some errors.</summary>
    private void FlushOnLinux()
    {
        while (FileSystemCalls.Fdatasync(handle) != 0)
        {
            if (Marshal.GetLastPInvokeError() != FileSystemCalls.Interrupted)
                throw FileErrors.FromLastError("flush", path);
        }
    }

    private static bool IsRefusal(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
