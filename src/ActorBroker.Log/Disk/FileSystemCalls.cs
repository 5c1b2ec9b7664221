using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorBroker.Log.Disk;

/// <summary>
/// The calls of the C library that .NET does not offer. All but <see cref="Fdatasync"/> and <see cref="Fallocate"/> are the same on
/// Linux and macOS.
/// </summary>
/// <remarks>Each returns -1 when it failed; <see cref="FileErrors.FromLastError"/> tells why.</remarks>
internal static partial class FileSystemCalls
{
    /// <summary>The call was interrupted and may be repeated (EINTR).</summary>
    public const int Interrupted = 4;

    /// <summary>The file system cannot do this (EOPNOTSUPP of Linux).</summary>
    public const int NotSupported = 95;

    /// <summary>Reserve blocks and leave the length alone (FALLOC_FL_KEEP_SIZE).</summary>
    public const int KeepLength = 1;

    /// <summary>Exclusive, and fail rather than wait (LOCK_EX | LOCK_NB).</summary>
    public const int LockExclusiveNow = 2 | 4;

    /// <summary>Open to read, close when another program is executed (O_RDONLY | O_CLOEXEC of Linux).</summary>
    public const int ReadOnlyLinux = 0x80000;

    /// <summary>Only ask whether the file exists (F_OK).</summary>
    public const int Exists = 0;

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int Fdatasync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    public static partial int Fallocate(SafeFileHandle file, int mode, long position, long length);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Flock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Fsync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(string source, string target);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);
}
