using ActorBroker.Machines;

namespace ActorBroker.Broker.Nodes;

/// <summary>This broker was registered as this run. Persisted before it asks to be unfenced, so that a later start knows in which run its logs were last written.</summary>
internal sealed record StartedRun(Incarnation Incarnation);
