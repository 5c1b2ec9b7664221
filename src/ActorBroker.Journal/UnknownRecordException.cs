namespace ActorBroker.Journal;

/// <summary>A plugin's log holds a record of a kind that this build does not know: a newer build wrote it, and to pass over it would be to guess.</summary>
public sealed class UnknownRecordException : IOException
{
    /// <param name="directory">The plugin's directory.</param>
    /// <param name="offset">The record's offset in the log.</param>
    public UnknownRecordException(string directory, long offset)
        : base($"The record at offset {offset} of the log in '{directory}' is of no kind that this build knows. Start the build that wrote it, or a later one.")
    {
        Directory = directory;
        Offset = offset;
    }

    /// <summary>The plugin's directory.</summary>
    public string Directory { get; }

    /// <summary>The record's offset in the log.</summary>
    public long Offset { get; }
}
