namespace ActorBroker.Machines.Controller;

/// <summary>What to do with one configuration entry (KIP-339), by the numbers on the wire.</summary>
public enum ConfigOperation : byte
{
    /// <summary>Give it this value.</summary>
    Set = 0,
    /// <summary>Remove it, so that the default holds.</summary>
    Delete = 1,
    /// <summary>Add these items to its list.</summary>
    Append = 2,
    /// <summary>Take these items out of its list.</summary>
    Subtract = 3,
}
