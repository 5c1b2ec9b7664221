namespace ActorBroker.Broker.Doors;

/// <summary>What one request used of the broker.</summary>
/// <param name="ProducedBytes">The bytes of a request to produce; 0 for any other.</param>
/// <param name="FetchedBytes">The bytes of records in an answer to a fetch; 0 for any other.</param>
public readonly record struct ClientUse(long ProducedBytes, long FetchedBytes);
