using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Tests.Disk;

namespace ActorBroker.Simulation.Tests.Mistakes;

/// <summary>A disk whose caller leaves the mark of a clean stop behind when it begins to write again.</summary>
internal sealed class MarkedDisk(ILogDisk inner) : DecoratedDisk(inner)
{
    public override void Delete(string path)
    {
        if (!path.EndsWith($"/{CleanMark.Name}", StringComparison.Ordinal))
            base.Delete(path);
    }
}
