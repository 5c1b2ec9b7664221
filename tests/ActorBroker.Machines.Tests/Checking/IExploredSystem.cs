namespace ActorBroker.Machines.Tests.Checking;

/// <summary>A system whose states are lists of parts.</summary>
internal interface IExploredSystem
{
    /// <summary>The parts.</summary>
    PartTable Parts { get; }

    /// <summary>Where it begins.</summary>
    int[] Initial { get; }

    /// <summary>Adds every state that one step leads to.</summary>
    void Expand(ReadOnlySpan<int> state, Expansion into);
}
