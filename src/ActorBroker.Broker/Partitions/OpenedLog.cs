using ActorBroker.Log.Directories;
using Akka.Actor;

namespace ActorBroker.Broker.Partitions;

/// <summary>A partition's log is open, or could not be opened.</summary>
/// <param name="Replica">The log, and what its recovery found; null when it failed.</param>
/// <param name="Failure">Why not; null when it is open.</param>
internal sealed record OpenedLog(OpenedReplica? Replica, Exception? Failure) : INoSerializationVerificationNeeded;
