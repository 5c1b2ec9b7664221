namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>How a value lies on the wire.</summary>
internal enum WireKind
{
    Scalar,
    String,
    Bytes,
    Records,
    Struct,
    Array,
}
