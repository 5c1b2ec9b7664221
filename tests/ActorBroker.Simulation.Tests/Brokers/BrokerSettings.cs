using ActorBroker.Hosting.Configuration;
using ActorBroker.Hosting.Nodes;
using Akka.Configuration;
using Akka.Simulation;

namespace ActorBroker.Simulation.Tests.Brokers;

/// <summary>What the operator of the simulated broker says: everything that is usually rare comes often.</summary>
internal sealed class BrokerSettings
{
    private const string Hocon = """
        actorbroker {
          data { directories = ["/data"], checkpoint-interval = 1s, retention-interval = 3s, open-files-max = 4 }
          controller { events-per-snapshot = 7 }
          kafka { auto-creates-topics = off }
          config {
            group.initial.rebalance.delay.ms = 100
            group.min.session.timeout.ms = 500
            offsets.topic.num.partitions = 2
          }
          log { level = "warning" }
        }
        """;

    /// <param name="more">Said above all else.</param>
    public BrokerSettings(string more = "")
    {
        var configuration = new BrokerConfiguration(Parse(more).WithFallback(Parse(Hocon)));
        Options = configuration.Options;
        System = Parse(SimulatedRun.Hocon).WithFallback(SystemConfig.Of(configuration));
    }

    /// <summary>The usual ones.</summary>
    public static BrokerSettings Usual { get; } = new();

    public HostOptions Options { get; }

    /// <summary>The configuration of the actor system.</summary>
    public Config System { get; }

    private static Config Parse(string hocon) => ConfigurationFactory.ParseString(hocon);
}
