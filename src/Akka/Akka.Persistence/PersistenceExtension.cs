using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Journal;
using Akka.Persistence.Recovering;
using Akka.Persistence.Serialization;
using Akka.Util;

namespace Akka.Persistence;

/// <summary>An actor system's journals and snapshot stores: made when they are first asked for, or at once if <c>auto-start</c> lists name them. Safe to use from any thread.</summary>
public class PersistenceExtension : IExtension
{
    private const string Section = "akka.persistence";

    private readonly PluginSet _journals;
    private readonly PluginSet _snapshotStores;

    /// <summary>Adds the reference configuration to the system's.</summary>
    /// <exception cref="ConfigurationException">A class that the configuration names does not exist.</exception>
    public PersistenceExtension(ExtendedActorSystem system)
    {
        system.Settings.InjectTopLevelFallback(Persistence.DefaultConfig());
        var config = system.Settings.Config;
        var snapshots = new PersistenceSnapshotSerializer(system);
        system.Serialization.AddSerializer("akka-persistence-snapshot", snapshots);
        system.Serialization.AddSerializationMap(typeof(Serialization.Snapshot), snapshots);
        DefaultInternalStashOverflowStrategy = ConfiguredType
            .Create<IStashOverflowStrategyConfigurator>(config.GetString($"{Section}.internal-stash-overflow-strategy", ""), $"{Section}.internal-stash-overflow-strategy")
            .Create(config);
        RecoveryPermitter = system.SystemActorOf(
            Props.Create(() => new RecoveryPermitter(config.GetInt($"{Section}.max-concurrent-recoveries"))), "recoveryPermitter");
        _journals = new PluginSet(system, $"{Section}.journal", $"{Section}.journal-plugin-fallback");
        _snapshotStores = new PluginSet(system, $"{Section}.snapshot-store", $"{Section}.snapshot-store-plugin-fallback");
        _journals.StartAll(config.GetStringList($"{Section}.journal.auto-start-journals"));
        _snapshotStores.StartAll(config.GetStringList($"{Section}.snapshot-store.auto-start-snapshot-stores"));
    }

    /// <summary>What a persistent actor does with commands for which its internal stash has no room, unless it says otherwise.</summary>
    public IStashOverflowStrategy DefaultInternalStashOverflowStrategy { get; }

    internal IActorRef RecoveryPermitter { get; }

    /// <summary>A journal.</summary>
    /// <param name="journalPluginId">Its place in the configuration; null or empty for the default one.</param>
    /// <exception cref="ConfigurationException">It is not configured, or its class does not exist.</exception>
    public IActorRef JournalFor(string? journalPluginId) => _journals.Get(journalPluginId).Actor;

    /// <summary>A snapshot store.</summary>
    /// <param name="snapshotPluginId">Its place in the configuration; null or empty for the default one. Without a default one, a store that has no snapshots and refuses to save any.</param>
    /// <exception cref="ConfigurationException">It is not configured, or its class does not exist.</exception>
    public IActorRef SnapshotStoreFor(string? snapshotPluginId) => _snapshotStores.Get(snapshotPluginId, $"{Section}.no-snapshot-store").Actor;

    /// <summary>A name for an actor made of its path, for an actor that has no better one.</summary>
    public string PersistenceId(IActorRef actor) => actor.Path.ToStringWithoutAddress();

    internal TimeSpan RecoveryEventTimeout(string? journalPluginId) => _journals.Get(journalPluginId).Config.GetTimeSpan("recovery-event-timeout");

    internal int RequestSizeMax(string? journalPluginId) => Math.Max(1, _journals.Get(journalPluginId).Config.GetInt("max-message-batch-size"));

    /// <summary>The configuration of the journal that runs in an actor; the defaults if it was not made here.</summary>
    internal Config JournalConfig(IActorRef journal) => _journals.ConfigOf(journal);

    /// <summary>The configuration of the snapshot store that runs in an actor; the defaults if it was not made here.</summary>
    internal Config SnapshotStoreConfig(IActorRef store) => _snapshotStores.ConfigOf(store);

    internal EventAdapters AdaptersOf(IActorRef journal) => _journals.AdaptersOf(journal);
}
