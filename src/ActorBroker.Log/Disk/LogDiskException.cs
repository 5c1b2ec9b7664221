namespace ActorBroker.Log.Disk;

/// <summary>A disk operation failed. The message names operation, path and the system's reason.</summary>
public sealed class LogDiskException : IOException
{
    /// <param name="operation">The call, as a verb: "write", "flush", "rename".</param>
    /// <param name="path">The file or directory it was made for.</param>
    /// <param name="error">The kind of failure.</param>
    /// <param name="reason">The system's own words.</param>
    /// <param name="inner">The exception it came from, if any.</param>
    public LogDiskException(string operation, string path, LogDiskError error, string reason, Exception? inner = null)
        : base($"Cannot {operation} '{path}': {reason}", inner)
    {
        Operation = operation;
        Path = path;
        Error = error;
    }

    /// <summary>The call, as a verb.</summary>
    public string Operation { get; }

    /// <summary>The file or directory it was made for.</summary>
    public string Path { get; }

    /// <summary>The kind of failure.</summary>
    public LogDiskError Error { get; }
}
