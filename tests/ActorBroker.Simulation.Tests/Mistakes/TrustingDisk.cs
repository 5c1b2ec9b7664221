using ActorBroker.Log.Disk;
using ActorBroker.Log.Tests.Disk;

namespace ActorBroker.Simulation.Tests.Mistakes;

/// <summary>A disk whose caller takes a failed flush for one that went well.</summary>
internal sealed class TrustingDisk(ILogDisk inner) : DecoratedDisk(inner)
{
    public override ILogFile Open(string path, LogFileMode mode) => new TrustingFile(base.Open(path, mode));

    private sealed class TrustingFile(ILogFile inner) : DecoratedFile(inner)
    {
        public override void Flush()
        {
            try
            {
                base.Flush();
            }
            catch (LogDiskException)
            {
                // The mistake: what may not be on the disk counts as flushed.
            }
        }
    }
}
