using ActorBroker.Broker.Persistence;
using ActorBroker.Journal;
using Akka.Configuration;

namespace ActorBroker.Hosting.Configuration;

/// <summary>A broker's whole configuration: what its operator says, above all defaults. Immutable.</summary>
/// <remarks>Every key is explained in <c>reference.conf</c> of <c>ActorBroker.Hosting</c> and <c>ActorBroker.Journal</c>.</remarks>
public sealed class BrokerConfiguration
{
    /// <summary>What an operator says, above the defaults.</summary>
    /// <param name="overrides">What he says; the strongest on top, the others as its fallbacks. Empty for the defaults.</param>
    /// <exception cref="ConfigurationException">A key exists in no <c>reference.conf</c>, or its value is not legal; the message names the key.</exception>
    public BrokerConfiguration(Config overrides)
    {
        ConfigKeys.ThrowIfUnknown(overrides);
        All = overrides
            .WithFallback(HostDefaults.Reference)
            .WithFallback(BrokerConfig.Default)
            .WithFallback(LocalJournalConfig.Default);
        Options = HostOptions.Read(All, overrides);
    }

    /// <summary>All keys of ours, and what of the actor runtime's differs from its own defaults.</summary>
    public Config All { get; }

    /// <summary>The least level that is logged.</summary>
    public Serilog.Events.LogEventLevel LogLevel => Options.LogLevel;

    /// <summary>What was read from it.</summary>
    internal HostOptions Options { get; }
}
