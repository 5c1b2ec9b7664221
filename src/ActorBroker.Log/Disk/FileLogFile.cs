using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorBroker.Log.Disk;

/// <summary>An open file of a <see cref="FileLogDisk"/>. Nothing lies between it and the system: no buffer, no position.</summary>
internal sealed class FileLogFile(SafeFileHandle handle, string path) : ILogFile
{
    /// <summary>
    /// The most bytes of one call. Linux gives one page-cache folio to what one call writes; folios of a megabyte are cut from memory that
    /// nobody has used yet, which a virtual machine may have to fetch from its host: five times the cost of the copy where it was measured.
    /// </summary>
    private const int CallBytesMax = 256 * 1024;

    /// <summary>What the next call writes; made when buffers are first gathered, by the one thread that writes.</summary>
    private List<ReadOnlyMemory<byte>>? _gathered;

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
            for (var done = 0; done < source.Length; done += CallBytesMax)
                RandomAccess.Write(handle, source.Slice(done, Math.Min(CallBytesMax, source.Length - done)), position + done);
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw FileErrors.From("write", path, exception);
        }
    }

    public void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> sources)
    {
        var gathered = _gathered ??= [];
        try
        {
            var bytes = 0;
            for (var index = 0; index < sources.Count; index++)
            {
                var source = sources[index];
                if (bytes > 0 && bytes + source.Length > CallBytesMax)
                {
                    WriteGathered(gathered, position);
                    position += bytes;
                    bytes = 0;
                }

                gathered.Add(source);
                bytes += source.Length;
            }

            WriteGathered(gathered, position);
        }
        finally
        {
            gathered.Clear();
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

    private void WriteGathered(List<ReadOnlyMemory<byte>> gathered, long position)
    {
        if (gathered.Count == 1)
        {
            Write(position, gathered[0].Span);
        }
        else
        {
            try
            {
                RandomAccess.Write(handle, gathered, position);
            }
            catch (Exception exception) when (IsRefusal(exception))
            {
                throw FileErrors.From("write", path, exception);
            }
        }

        gathered.Clear();
    }

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
