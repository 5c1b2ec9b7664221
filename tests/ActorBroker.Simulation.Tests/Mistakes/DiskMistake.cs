using ActorBroker.Log.Disk;

namespace ActorBroker.Simulation.Tests.Mistakes;

/// <summary>A mistake in what is asked of the disk.</summary>
internal sealed class DiskMistake(Func<ILogDisk, ILogDisk> spoil) : IMistake
{
    public string Hocon => "";

    public ILogDisk Spoil(ILogDisk disk) => spoil(disk);
}
