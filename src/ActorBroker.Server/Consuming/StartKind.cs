namespace ActorBroker.Server.Consuming;

/// <summary>How a <see cref="StartPosition"/> begins.</summary>
internal enum StartKind
{
    /// <summary>With the first record there is.</summary>
    Earliest,

    /// <summary>With the next one that is written.</summary>
    Latest,

    /// <summary>With an offset.</summary>
    Offset,

    /// <summary>So many before the end.</summary>
    FromEnd,

    /// <summary>With the first record that is no older than a time.</summary>
    Time,
}
