namespace ActorBroker.Log.Directories;

/// <summary>A log directory's identity cannot be read, or is missing though the directory holds replicas. Nobody may write there before an operator has looked.</summary>
public sealed class DamagedIdentityException(string path)
    : IOException($"'{path}' is missing or damaged in a log directory that is in use. Restore it from a backup, "
        + "or remove the whole directory if its replicas are to be fetched again from other brokers.")
{
    /// <summary>The identity file.</summary>
    public string Path { get; } = path;
}
