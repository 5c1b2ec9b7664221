namespace ActorBroker.Machines.Metadata;

/// <summary>Bytes that should be an event or a snapshot of the controller are not. The only exception that reading either gives.</summary>
public sealed class MetadataFormatException : Exception
{
    internal MetadataFormatException(MetadataFormatFault fault, string message)
        : base(message) => Fault = fault;

    /// <summary>What is wrong.</summary>
    public MetadataFormatFault Fault { get; }
}
