namespace ActorBroker.Log.Disk;

/// <summary>Why a disk refused.</summary>
public enum LogDiskError
{
    /// <summary>The device or the system failed (EIO and all that is not named below).</summary>
    Failed,

    /// <summary>The disk or the quota is full (ENOSPC, EDQUOT).</summary>
    NoSpace,

    /// <summary>No such file or directory (ENOENT).</summary>
    NotFound,

    /// <summary>The file exists already (EEXIST), or the directory is not empty (ENOTEMPTY).</summary>
    Exists,

    /// <summary>The process may not do this (EACCES, EPERM, EROFS).</summary>
    Denied,

    /// <summary>Another holder has the lock.</summary>
    Locked,

    /// <summary>No more files can be opened (EMFILE, ENFILE).</summary>
    TooManyOpenFiles,
}
