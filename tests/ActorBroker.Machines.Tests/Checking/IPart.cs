namespace ActorBroker.Machines.Tests.Checking;

/// <summary>A part of a system's state.</summary>
internal interface IPart
{
    /// <summary>Writes all that tells this part from others; nodes by their name in the text's renaming.</summary>
    void Describe(PartText text);
}
