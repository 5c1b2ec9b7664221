namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>What a described message is for.</summary>
internal enum MessageRole
{
    Request,
    Response,

    /// <summary>No message of its own: a header, a record of an internal topic, or bytes inside another message.</summary>
    Data,
}
