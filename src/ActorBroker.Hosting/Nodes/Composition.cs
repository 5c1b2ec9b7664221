using System.Buffers.Text;
using System.Net;
using ActorBroker.Broker.Controllers;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Nodes;
using ActorBroker.Hosting.Configuration;
using ActorBroker.Hosting.Health;
using ActorBroker.Hosting.Http;
using ActorBroker.Hosting.Metrics;
using ActorBroker.Log.Disk;
using ActorBroker.Machines.Metadata;

namespace ActorBroker.Hosting.Nodes;

/// <summary>Makes the parts of a broker out of what its operator said and what the machine gives.</summary>
internal static class Composition
{
    /// <summary>What doors see of the broker.</summary>
    public static BrokerDoors Doors(HostOptions options, BrokerPlatform platform, IDiskExecutor executor) => new()
    {
        Broker = options.Node,
        Clock = platform.Clock,
        NewId = platform.NewId,
        Configs = options.Configs,
        Executor = executor,
        Authorizer = new AllowAll(),
        Authenticator = new AnonymousClients(),
        Quotas = new NoQuotas(),
        Credit = new CreditPool(options.Kafka.InFlightBytesMax, options.Kafka.InFlightRequestsMax),
        AutoCreatesTopics = options.Kafka.AutoCreatesTopics,
    };

    /// <summary>The broker behind them.</summary>
    /// <param name="bound">Where its door listens.</param>
    public static BrokerContext Broker(HostOptions options, BrokerPlatform platform, BrokerDoors doors, IPEndPoint bound) => new()
    {
        Options = new BrokerOptions
        {
            Broker = options.Node,
            Rack = options.Rack,
            LogDirectories = options.Data.LogDirectories,
            Endpoints = [Advertised(options.Kafka, bound)],
            CheckpointInterval = options.Data.CheckpointInterval,
            FlushInterval = options.Data.FlushInterval,
            RetentionInterval = options.Data.RetentionInterval,
            CompactionInterval = options.Data.CompactionInterval,
            CompactionsAtOnce = options.Data.CompactionsAtOnce,
            FlushesAtOnce = options.Data.FlushesAtOnce,
            OpenFilesMax = options.Data.OpenFilesMax,
        },
        Doors = doors,
        Controller = new ControllerContext
        {
            Options = options.Controller,
            Definitions = options.Configs,
            NewClusterId = () => NewClusterId(platform.NewId),
            EventsPerSnapshot = options.EventsPerSnapshot,
        },
        Disk = platform.Disk,
    };

    /// <summary>What is served over HTTP.</summary>
    public static HttpPages Pages(BrokerDoors doors, NodeLife life, BrokerMetrics metrics)
    {
        var readiness = new Readiness(doors, life);
        Task<HttpAnswer> Live() => Task.FromResult(HealthPage.Live());
        Task<HttpAnswer> Ready() => Task.FromResult(HealthPage.Ready(readiness.Check()));
        return new HttpPages([new("/health/live", Live), new("/alive", Live), new("/health/ready", Ready), new("/health", Ready), new("/metrics", metrics.PageAsync)]);
    }

    /// <summary>Where clients are told to connect to.</summary>
    public static BrokerEndpoint Advertised(KafkaOptions options, IPEndPoint bound)
    {
        var isEveryAddress = bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(IPAddress.IPv6Any);
        var host = options.AdvertisedHost ?? (isEveryAddress ? Dns.GetHostName() : options.Listen.Host);
        return new BrokerEndpoint(options.Listener.Name, host, options.AdvertisedPort ?? bound.Port, SecurityProtocol: 0);
    }

    /// <summary>As Kafka writes it: 16 random bytes in base64 for addresses, which does not begin with a hyphen, so that no tool takes it for an option.</summary>
    public static string NewClusterId(Func<Guid> newId)
    {
        while (true)
        {
            var text = Base64Url.EncodeToString(newId().ToByteArray(bigEndian: true));
            if (text[0] != '-')
                return text;
        }
    }
}
