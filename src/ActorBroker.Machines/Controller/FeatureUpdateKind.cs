namespace ActorBroker.Machines.Controller;

/// <summary>In which direction a feature's level may go (KIP-584), by the numbers on the wire.</summary>
public enum FeatureUpdateKind : byte
{
    /// <summary>Up only.</summary>
    Upgrade = 1,
    /// <summary>Down too, if nothing is lost by it.</summary>
    SafeDowngrade = 2,
    /// <summary>Down too, though metadata may be lost.</summary>
    UnsafeDowngrade = 3,
}
