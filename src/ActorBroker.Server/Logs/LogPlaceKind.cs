namespace ActorBroker.Server.Logs;

/// <summary>What a <see cref="LogPlace"/> is.</summary>
internal enum LogPlaceKind
{
    /// <summary>A file of a log directory.</summary>
    File,

    /// <summary>The directory of one replica.</summary>
    Replica,

    /// <summary>A data directory, or one of the log directories in it.</summary>
    LogDirectories,
}
