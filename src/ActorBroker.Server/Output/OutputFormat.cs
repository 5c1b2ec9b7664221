namespace ActorBroker.Server.Output;

/// <summary>In which form a command gives its data.</summary>
internal enum OutputFormat
{
    /// <summary>Columns for people.</summary>
    Table,

    /// <summary>One JSON document for programs.</summary>
    Json,
}
