namespace ActorBroker.Log.Inspection;

/// <summary>One header of a record (KIP-82).</summary>
public sealed record DumpedHeader(string Key, DumpedContent Value);
