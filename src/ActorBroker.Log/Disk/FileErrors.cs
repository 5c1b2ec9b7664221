using System.Runtime.InteropServices;

namespace ActorBroker.Log.Disk;

/// <summary>Turns the system's refusals into <see cref="LogDiskException"/>.</summary>
internal static class FileErrors
{
    private const int WindowsErrors = unchecked((int)0x80070000);

    /// <summary>True when the last call to the C library found nothing at its path.</summary>
    public static bool IsLastNotFound => KindOfUnix(Marshal.GetLastPInvokeError()) == LogDiskError.NotFound;

    /// <summary>The exception for what .NET threw.</summary>
    public static LogDiskException From(string operation, string path, Exception exception) =>
        new(operation, path, KindOf(exception), exception.Message, exception);

    /// <summary>The exception for the error number that the last call to the C library left.</summary>
    public static LogDiskException FromLastError(string operation, string path)
    {
        var number = Marshal.GetLastPInvokeError();
        return new LogDiskException(operation, path, KindOfUnix(number), Marshal.GetPInvokeErrorMessage(number));
    }

    private static LogDiskError KindOf(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => LogDiskError.NotFound,
        UnauthorizedAccessException => LogDiskError.Denied,
        _ when OperatingSystem.IsWindows() => KindOfWindows(exception.HResult),
        _ => KindOfUnix(exception.HResult),
    };

    /// <summary>By errno: Linux's numbers, and where macOS has others, those.</summary>
    private static LogDiskError KindOfUnix(int number) => number switch
    {
        1 or 13 or 30 => LogDiskError.Denied, // EPERM, EACCES, EROFS
        2 or 20 => LogDiskError.NotFound, // ENOENT, ENOTDIR
        17 => LogDiskError.Exists, // EEXIST
        23 or 24 => LogDiskError.TooManyOpenFiles, // ENFILE, EMFILE
        28 => LogDiskError.NoSpace, // ENOSPC
        11 when !OperatingSystem.IsMacOS() => LogDiskError.Locked, // EWOULDBLOCK
        39 when !OperatingSystem.IsMacOS() => LogDiskError.Exists, // ENOTEMPTY
        122 when !OperatingSystem.IsMacOS() => LogDiskError.NoSpace, // EDQUOT
        35 when OperatingSystem.IsMacOS() => LogDiskError.Locked, // EWOULDBLOCK
        66 when OperatingSystem.IsMacOS() => LogDiskError.Exists, // ENOTEMPTY
        69 when OperatingSystem.IsMacOS() => LogDiskError.NoSpace, // EDQUOT
        _ => LogDiskError.Failed,
    };

    private static LogDiskError KindOfWindows(int result) => (result ^ WindowsErrors) switch
    {
        2 or 3 => LogDiskError.NotFound, // ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND
        4 => LogDiskError.TooManyOpenFiles, // ERROR_TOO_MANY_OPEN_FILES
        5 or 19 => LogDiskError.Denied, // ERROR_ACCESS_DENIED, ERROR_WRITE_PROTECT
        32 or 33 => LogDiskError.Locked, // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
        39 or 112 => LogDiskError.NoSpace, // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
        80 or 145 or 183 => LogDiskError.Exists, // ERROR_FILE_EXISTS, ERROR_DIR_NOT_EMPTY, ERROR_ALREADY_EXISTS
        _ => LogDiskError.Failed,
    };
}
