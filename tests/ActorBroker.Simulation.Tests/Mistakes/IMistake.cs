using ActorBroker.Log.Disk;

namespace ActorBroker.Simulation.Tests.Mistakes;

/// <summary>A planted mistake, for showing that the checker finds it: put between the broker and its disk, or between its actors.</summary>
internal interface IMistake
{
    /// <summary>Said above the broker's configuration; empty for nothing.</summary>
    string Hocon { get; }

    /// <summary>The disk as the broker is given it.</summary>
    ILogDisk Spoil(ILogDisk disk);
}
