using System.Diagnostics;

namespace ActorBroker.Log.Disk;

/// <summary>One call made to a <see cref="MemoryDisk"/>, before it is done.</summary>
/// <param name="Index">How many calls were made to the disk before it.</param>
/// <param name="Kind">Which call.</param>
/// <param name="Path">The file or directory; a rename's source.</param>
/// <param name="Position">Where a read or write begins, or the length asked for; otherwise 0.</param>
/// <param name="Bytes">How many bytes are to be read or written; otherwise 0.</param>
public readonly record struct DiskOperation(long Index, DiskOperationKind Kind, string Path, long Position, long Bytes)
{
    /// <summary>The call as a verb, as in <see cref="LogDiskException.Operation"/>.</summary>
    public string Verb => Kind switch
    {
        DiskOperationKind.Open => "open",
        DiskOperationKind.Length => "measure",
        DiskOperationKind.Read => "read",
        DiskOperationKind.Write => "write",
        DiskOperationKind.SetLength => "set length of",
        DiskOperationKind.Preallocate => "preallocate",
        DiskOperationKind.Flush => "flush",
        DiskOperationKind.Exists => "find",
        DiskOperationKind.List => "list",
        DiskOperationKind.CreateDirectory => "create directory",
        DiskOperationKind.Delete => "delete",
        DiskOperationKind.DeleteDirectory => "delete directory",
        DiskOperationKind.Rename => "rename",
        DiskOperationKind.FlushDirectory => "flush directory",
        DiskOperationKind.Lock => "lock",
        _ => throw new UnreachableException(),
    };
}
