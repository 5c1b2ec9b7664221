using Akka.Actor;

namespace ActorBroker.Broker.Nodes;

/// <summary>Published on the event stream when an actor without which there is no broker could not read what it remembers.</summary>
/// <param name="PersistenceId">Whose memory it is.</param>
/// <param name="Cause">What the journal or the snapshot store answered.</param>
public sealed record MemoryUnreadable(string PersistenceId, Exception Cause) : INoSerializationVerificationNeeded;
