using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorBroker.Benchmarks.Disk;

/// <summary>The calls of Linux that are compared here, bare.</summary>
internal static partial class FlushCalls
{
    private const int KeepLength = 1;
    private const uint StartWriting = 2;

    /// <summary>Returns when the file's bytes and length are on the disk.</summary>
    public static void Flush(SafeFileHandle file) => Check(Fdatasync(file));

    /// <summary>Returns when all that the file's file system holds is on the disk, whoever wrote it.</summary>
    public static void FlushFileSystem(SafeFileHandle file) => Check(Syncfs(file));

    /// <summary>Starts writing the file's bytes and does not wait for the end; says nothing about durability.</summary>
    public static void StartWrite(SafeFileHandle file) => Check(SyncFileRange(file, 0, 0, StartWriting));

    /// <summary>Reserves blocks, unwritten, and leaves the length alone.</summary>
    public static void Preallocate(SafeFileHandle file, long length) => Check(Fallocate(file, KeepLength, 0, length));

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int Fdatasync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int Syncfs(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    private static partial int SyncFileRange(SafeFileHandle file, long position, long length, uint flags);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    private static partial int Fallocate(SafeFileHandle file, int mode, long position, long length);

    private static void Check(int result)
    {
        if (result != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }
}
