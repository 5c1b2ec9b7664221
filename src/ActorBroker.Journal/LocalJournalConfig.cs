using Akka.Configuration;

namespace ActorBroker.Journal;

/// <summary>The defaults of the plugins of this assembly.</summary>
public static class LocalJournalConfig
{
    /// <summary>
    /// The sections <c>actorbroker.journal.local</c> and <c>actorbroker.snapshot-store.local</c>, every key commented. A system that uses the plugins has
    /// them below its own configuration: <c>config.WithFallback(LocalJournalConfig.Default)</c>.
    /// </summary>
    public static Config Default { get; } =
        ConfigurationFactory.FromResource("ActorBroker.Journal.reference.conf", typeof(LocalJournalConfig).Assembly);
}
