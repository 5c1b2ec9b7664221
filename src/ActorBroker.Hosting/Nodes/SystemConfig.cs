using ActorBroker.Hosting.Configuration;
using Akka.Configuration;
using Serilog.Events;

namespace ActorBroker.Hosting.Nodes;

/// <summary>The configuration of a broker's actor system: the operator's, with what follows from his other words.</summary>
internal static class SystemConfig
{
    /// <summary>What stands before the broker's number in the name of the owner of the actors' memory.</summary>
    public const string OwnerPrefix = "node-";

    public static Config Of(BrokerConfiguration configuration)
    {
        var options = configuration.Options;
        var owner = $"{OwnerPrefix}{options.Node.Value}";
        return Derived("actorbroker.journal.local.directory", options.Data.JournalDirectory)
            .WithFallback(Derived("actorbroker.journal.local.owner", owner))
            .WithFallback(Derived("actorbroker.snapshot-store.local.directory", options.Data.SnapshotDirectory))
            .WithFallback(Derived("actorbroker.snapshot-store.local.owner", owner))
            .WithFallback(Derived("akka.loglevel", NameOf(options.LogLevel)))
            .WithFallback(configuration.All);
    }

    private static Config Derived(string key, string value) => ConfigSources.Of(key, value);

    private static string NameOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Debug => "DEBUG",
        LogEventLevel.Information => "INFO",
        LogEventLevel.Warning => "WARNING",
        _ => "ERROR",
    };
}
