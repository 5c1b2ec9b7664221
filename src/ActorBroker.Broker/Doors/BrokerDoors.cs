using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;
using ActorBroker.Model.Measures;
using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>All that a door needs of the broker behind it.</summary>
public sealed class BrokerDoors
{
    /// <summary>This broker.</summary>
    public required BrokerId Broker { get; init; }

    /// <summary>The time.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Random ids, from the injected source: of topics, of a broker's runs.</summary>
    public required Func<Guid> NewId { get; init; }

    /// <summary>The configuration entries that exist, with this broker's defaults.</summary>
    public required ConfigCatalog Configs { get; init; }

    /// <summary>Where cold reads run.</summary>
    public required IDiskExecutor Executor { get; init; }

    /// <summary>Who may do what.</summary>
    public required IAuthorizer Authorizer { get; init; }

    /// <summary>How clients prove who they are.</summary>
    public required IAuthenticator Authenticator { get; init; }

    /// <summary>How much a client may use.</summary>
    public required IClientQuotas Quotas { get; init; }

    /// <summary>Credit of the broker as a whole; each connection has its own besides.</summary>
    public required CreditPool Credit { get; init; }

    /// <summary>What doors may lend to partitions, so that readers are served out of received buffers. 64 MiB by default.</summary>
    public TailMemory TailMemory { get; init; } = new(64 * 1024 * 1024);

    /// <summary>True when a topic is made by asking for its metadata (<c>auto.create.topics.enable</c>). Default true, as in Kafka.</summary>
    public bool AutoCreatesTopics { get; init; } = true;

    /// <summary>How long the flushes of this broker's logs took.</summary>
    public DurationCounts Flushes { get; } = new();

    /// <summary>The partitions that this broker hosts.</summary>
    public PartitionTable Partitions { get; } = new();

    /// <summary>The cluster, as this broker knows it.</summary>
    public MetadataCache Metadata { get; } = new();

    /// <summary>The shards that look after groups.</summary>
    public GroupCoordinators Groups { get; } = new();

    /// <summary>The directories that hold this broker's logs; null until they are opened.</summary>
    public LogDirectories? LogDirectories { get; internal set; }

    /// <summary>Takes <see cref="ControllerRequest"/>, wherever the controller is.</summary>
    public IActorRef Controller { get; internal set; } = ActorRefs.Nobody;

    /// <summary>Takes <see cref="AllocateProducerId"/>.</summary>
    public IActorRef ProducerIds { get; internal set; } = ActorRefs.Nobody;
}
