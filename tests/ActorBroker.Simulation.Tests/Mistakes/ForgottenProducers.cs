using System.Runtime.CompilerServices;
using ActorBroker.Broker.Partitions;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using Akka.Actor;

namespace ActorBroker.Simulation.Tests.Mistakes;

/// <summary>A recovery scans a log, cuts what is torn, and does not make again what is known of producers: they are gone when the first append comes.</summary>
internal sealed class ForgottenProducers : IMistake
{
    /// <summary>The partitions that have forgotten in this life of the broker, which runs on this thread; null after a clean stop, when nothing is recovered.</summary>
    [ThreadStatic]
    private static HashSet<string>? _forgotten;

    public string Hocon => new MailboxMistake(MessageMistake.ForgetsProducersAfterCut).Hocon;

    /// <summary>Forgets the producers of a partition, once in each life that began with a recovery.</summary>
    public static void Forget(IActorRef partition)
    {
        if (_forgotten?.Add(partition.Path.Name) != true || ((LocalActorRef)partition).Cell.Actor is not Partition { } actor || OwnerOf(actor) is not { Log: { IsLoaded: true } log })
            return;
        log.Producers.Clear(log.State.LogEnd);
    }

    public ILogDisk Spoil(ILogDisk disk)
    {
        _forgotten = disk.FileExists($"/data/logs/{CleanMark.Name}") ? null : [];
        return disk;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_owner")]
    private static extern ref LogOwner? OwnerOf(Partition partition);
}
