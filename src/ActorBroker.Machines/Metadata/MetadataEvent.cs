using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>
/// What happened in the cluster: what the controller persists, and what every broker applies to its <see cref="MetadataImage"/>.
/// Stored by <see cref="MetadataEventFormat"/>.
/// </summary>
/// <remarks>Each event says what holds from then on, never by how much something changed.</remarks>
public abstract record MetadataEvent;

/// <summary>A controller began to act. From here on what earlier ones decide is refused.</summary>
/// <param name="Epoch">The epoch that the quorum gave it.</param>
public sealed record ControllerChanged(ControllerEpoch Epoch) : MetadataEvent;

/// <summary>The cluster got its id. Happens once.</summary>
/// <param name="ClusterId">1 to 64 characters.</param>
public sealed record ClusterFormed(string ClusterId) : MetadataEvent;

/// <summary>A broker registered; replaces what was known of an earlier run.</summary>
/// <param name="Broker">All that it said, and its new incarnation.</param>
public sealed record BrokerRegistered(BrokerImage Broker) : MetadataEvent;

/// <summary>A broker was fenced, unfenced, or began to shut down.</summary>
/// <param name="Id">The broker.</param>
/// <param name="Incarnation">The run that is meant; another is left alone.</param>
/// <param name="IsFenced">What holds now.</param>
/// <param name="IsShuttingDown">What holds now.</param>
public sealed record BrokerChanged(BrokerId Id, Incarnation Incarnation, bool IsFenced, bool IsShuttingDown) : MetadataEvent;

/// <summary>A broker left the cluster for good.</summary>
/// <param name="Id">The broker.</param>
/// <param name="Incarnation">The run that is meant; a later one is left alone.</param>
public sealed record BrokerUnregistered(BrokerId Id, Incarnation Incarnation) : MetadataEvent;

/// <summary>A topic was created; its partitions follow.</summary>
/// <param name="Id">A new id.</param>
/// <param name="Name">A legal name that no topic has.</param>
public sealed record TopicCreated(TopicId Id, string Name) : MetadataEvent;

/// <summary>A topic, its partitions and its configuration are gone.</summary>
/// <param name="Id">The topic.</param>
public sealed record TopicDeleted(TopicId Id) : MetadataEvent;

/// <summary>Partitions were created or got other roles.</summary>
/// <param name="Changes">At most <see cref="ChangesMax"/>; those of one topic side by side, in rising order of partitions.</param>
public sealed record PartitionsChanged(ImmutableArray<PartitionChange> Changes) : MetadataEvent
{
    /// <summary>More changes than this take several events, so that an event stays below 256 KiB at any usual number of replicas.</summary>
    public const int ChangesMax = 1_000;
}

/// <summary>Entries of one configuration were set or removed; others stay.</summary>
/// <param name="Resource">What the configuration belongs to.</param>
/// <param name="Entries">Each name at most once; a null value removes the entry, so that the default holds again.</param>
public sealed record ConfigsChanged(ConfigResource Resource, ImmutableArray<KeyValuePair<string, string?>> Entries) : MetadataEvent;

/// <summary>A broker got a block of producer ids.</summary>
/// <param name="Broker">Who got it.</param>
/// <param name="Next">The first id behind the block: the next to be given.</param>
public sealed record ProducerIdsAllocated(BrokerId Broker, ProducerId Next) : MetadataEvent;

/// <summary>The cluster agreed on the level of a feature (KIP-584).</summary>
/// <param name="Name">The feature.</param>
/// <param name="Level">The level; 0 turns it off.</param>
public sealed record FeatureFinalised(string Name, short Level) : MetadataEvent;
