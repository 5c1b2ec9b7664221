namespace ActorBroker.Simulation.Tests.Worlds;

/// <summary>A process in the world, which lives only as far as it is driven.</summary>
internal interface ISimulatedProcess
{
    /// <summary>True while it has nothing to do but wait.</summary>
    bool IsIdle { get; }

    /// <summary>Does one thing.</summary>
    /// <param name="now">The world's time, which the process takes for its own.</param>
    void Step(TimeSpan now);

    /// <summary>Lets an idle process wait until its next timer.</summary>
    /// <returns>When it woke, or <paramref name="until"/>.</returns>
    TimeSpan PassTime(TimeSpan until);
}
