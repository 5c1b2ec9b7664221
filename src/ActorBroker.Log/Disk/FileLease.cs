namespace ActorBroker.Log.Disk;

/// <summary>
/// The right to use an open file of a <see cref="CachedFile"/>: it stays open until the lease is disposed, whatever becomes of its
/// name.
/// </summary>
/// <remarks>
/// A value that is owned once: keep it in one variable or field that is not readonly, and do not use a copy after the original is disposed.
/// Disposing the same variable twice is harmless.
/// </remarks>
public struct FileLease : IDisposable
{
    private OpenFile? _handle;

    internal FileLease(OpenFile handle) => _handle = handle;

    /// <summary>The open file; the caller never disposes it.</summary>
    /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
    public readonly ILogFile File
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle is null, typeof(FileLease));
            return _handle.File;
        }
    }

    /// <summary>Ends the lease.</summary>
    public void Dispose()
    {
        var handle = _handle;
        _handle = null;
        handle?.Release();
    }
}
