using ActorBroker.Model;

namespace ActorBroker.Log.Epochs;

/// <summary>Where an epoch ends in one log: <paramref name="End"/> is the first offset that belongs to a later epoch, or the log's end.</summary>
public readonly record struct EpochEnd(LeaderEpoch Epoch, Offset End)
{
    /// <summary>No epoch is known (-1 and -1 on the wire).</summary>
    public static readonly EpochEnd None = new(LeaderEpoch.None, Offset.None);
}
