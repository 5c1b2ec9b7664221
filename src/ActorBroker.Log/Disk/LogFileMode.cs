namespace ActorBroker.Log.Disk;

/// <summary>What <see cref="ILogDisk.Open"/> does about a file that is there, or is not.</summary>
public enum LogFileMode
{
    /// <summary>The file must exist.</summary>
    Existing,

    /// <summary>The file must not exist; it is created empty.</summary>
    New,

    /// <summary>The file is created empty when it does not exist.</summary>
    ExistingOrNew,
}
