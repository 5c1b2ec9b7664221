namespace ActorBroker.Log.Disk;

/// <summary>The calls of <see cref="ILogDisk"/> and <see cref="ILogFile"/> that can fail.</summary>
public enum DiskOperationKind
{
    /// <summary><see cref="ILogDisk.Open"/>.</summary>
    Open,

    /// <summary><see cref="ILogFile.Length"/>.</summary>
    Length,

    /// <summary><see cref="ILogFile.Read"/>.</summary>
    Read,

    /// <summary>Both forms of <see cref="ILogFile.Write(long, ReadOnlySpan{byte})"/>.</summary>
    Write,

    /// <summary><see cref="ILogFile.SetLength"/>.</summary>
    SetLength,

    /// <summary><see cref="ILogFile.Preallocate"/>.</summary>
    Preallocate,

    /// <summary><see cref="ILogFile.Flush"/>.</summary>
    Flush,

    /// <summary><see cref="ILogDisk.FileExists"/> and <see cref="ILogDisk.DirectoryExists"/>.</summary>
    Exists,

    /// <summary><see cref="ILogDisk.List"/>.</summary>
    List,

    /// <summary><see cref="ILogDisk.CreateDirectory"/>.</summary>
    CreateDirectory,

    /// <summary><see cref="ILogDisk.Delete"/>.</summary>
    Delete,

    /// <summary><see cref="ILogDisk.DeleteDirectory"/>.</summary>
    DeleteDirectory,

    /// <summary><see cref="ILogDisk.Rename"/>.</summary>
    Rename,

    /// <summary><see cref="ILogDisk.FlushDirectory"/>.</summary>
    FlushDirectory,

    /// <summary><see cref="ILogDisk.Lock"/>.</summary>
    Lock,
}
