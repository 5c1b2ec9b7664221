using ActorBroker.Model;

namespace ActorBroker.Log.Epochs;

/// <summary>The offset at which a leader epoch began in one log.</summary>
public readonly record struct EpochStart(LeaderEpoch Epoch, Offset Start);
