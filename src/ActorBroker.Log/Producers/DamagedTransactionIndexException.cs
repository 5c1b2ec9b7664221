namespace ActorBroker.Log.Producers;

/// <summary>A transaction index that passed when it was loaded holds bytes now that are no entry. It is to be rebuilt from its segment.</summary>
public sealed class DamagedTransactionIndexException(string path, long position)
    : IOException($"'{path}' holds no entry of an aborted transaction at position {position}.")
{
    /// <summary>The index file.</summary>
    public string Path { get; } = path;

    /// <summary>Where the bytes lie, in bytes from the file's start.</summary>
    public long Position { get; } = position;
}
