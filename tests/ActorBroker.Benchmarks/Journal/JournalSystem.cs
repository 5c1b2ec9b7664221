using ActorBroker.Journal;
using ActorBroker.Log.Disk;
using Akka.Actor;
using Akka.Configuration;

namespace ActorBroker.Benchmarks.Journal;

/// <summary>Makes actor systems with the local journal.</summary>
internal static class JournalSystem
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static ActorSystem Start(string directory, ILogDisk? disk = null)
    {
        var config = ConfigurationFactory.ParseString($$"""
            akka { loglevel = WARNING, stdout-loglevel = WARNING }
            akka.persistence.journal.plugin = "actorbroker.journal.local"
            akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
            akka.persistence.max-concurrent-recoveries = 1000
            actorbroker.journal.local.directory = "{{directory}}"
            """).WithFallback(LocalJournalConfig.Default);
        return ActorSystem.Create("journal-speed", BootstrapSetup.Create().WithConfig(config).And(new JournalSetup { Disk = disk }));
    }

    public static void Stop(ActorSystem system) => system.Terminate().Wait(Limit);
}
