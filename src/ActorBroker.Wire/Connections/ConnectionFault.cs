namespace ActorBroker.Wire.Connections;

/// <summary>Why a connection is to be closed. Kafka's protocol has no words for it: the other side sees the connection end.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Detail">The numbers and names, for diagnostics. Text that the other side chose is not in it.</param>
public sealed record ConnectionFault(ConnectionFaultKind Kind, string Detail);
