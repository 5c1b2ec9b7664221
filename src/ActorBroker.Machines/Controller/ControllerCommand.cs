using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>What the controller is asked to do. Each has its <see cref="ControllerReply"/>, named in its summary.</summary>
public abstract record ControllerCommand
{
    /// <summary>The highest controller epoch that the sender knows of; a controller of a lower one has been replaced, and refuses.</summary>
    public ControllerEpoch KnownEpoch { get; init; } = ControllerEpoch.None;
}

/// <summary>Begin to act: the first command of each controller. <see cref="Acknowledged"/>.</summary>
/// <param name="ClusterId">The cluster's id if it has none yet: 1 to 64 characters, drawn by the caller.</param>
public sealed record TakeControl(string ClusterId) : ControllerCommand;

/// <summary>
/// A broker started. Only of the run that is a member of the cluster: one that comes late, of a run that is over, would count as another stop, and
/// must not be passed on. <see cref="BrokerRegistrationReply"/>.
/// </summary>
/// <param name="Registration">What it says of itself.</param>
public sealed record RegisterBroker(BrokerRegistration Registration) : ControllerCommand;

/// <summary>A broker has caught up with the metadata, or can be reached again: it may lead and join ISRs. <see cref="Acknowledged"/>.</summary>
/// <param name="Id">The broker.</param>
/// <param name="Incarnation">The run that is meant.</param>
public sealed record UnfenceBroker(BrokerId Id, Incarnation Incarnation) : ControllerCommand;

/// <summary>A broker cannot be reached: its leaderships move and it leaves every ISR. <see cref="Acknowledged"/>.</summary>
/// <param name="Id">The broker.</param>
/// <param name="Incarnation">The run that is meant.</param>
public sealed record FenceBroker(BrokerId Id, Incarnation Incarnation) : ControllerCommand;

/// <summary>A broker wants to stop: its leaderships move first. It may stop once it has applied the metadata of the reply. <see cref="Acknowledged"/>.</summary>
/// <param name="Id">The broker.</param>
/// <param name="Incarnation">The run that is meant.</param>
public sealed record ShutDownBroker(BrokerId Id, Incarnation Incarnation) : ControllerCommand;

/// <summary>A broker will not come back: forget it (API 64). Its replicas stay where they were assigned. <see cref="Acknowledged"/>.</summary>
/// <param name="Id">The broker.</param>
public sealed record UnregisterBroker(BrokerId Id) : ControllerCommand;

/// <summary>Create topics (API 19). <see cref="TopicsCreatedReply"/>.</summary>
/// <param name="Topics">The topics; each is created or refused by itself.</param>
/// <param name="PlacementSeed">Where placement begins; drawn by the caller.</param>
/// <param name="OnlyValidates">True to answer as if, and change nothing.</param>
public sealed record CreateTopics(ImmutableArray<NewTopic> Topics, int PlacementSeed, bool OnlyValidates = false) : ControllerCommand;

/// <summary>Delete topics with all their records (API 20). <see cref="TopicsDeletedReply"/>.</summary>
/// <param name="Topics">The topics; each is deleted or refused by itself.</param>
public sealed record DeleteTopics(ImmutableArray<TopicTarget> Topics) : ControllerCommand;

/// <summary>Add partitions to topics (API 37). <see cref="TopicErrorsReply"/>.</summary>
/// <param name="Topics">What to add; each topic is changed or refused by itself.</param>
/// <param name="PlacementSeed">Where placement begins; drawn by the caller.</param>
/// <param name="OnlyValidates">True to answer as if, and change nothing.</param>
public sealed record CreatePartitions(ImmutableArray<NewPartitions> Topics, int PlacementSeed, bool OnlyValidates = false) : ControllerCommand;

/// <summary>Change configurations (APIs 33 and 44). <see cref="ConfigsReply"/>.</summary>
/// <param name="Changes">What to change; each resource is changed or refused by itself.</param>
/// <param name="OnlyValidates">True to answer as if, and change nothing.</param>
public sealed record AlterConfigs(ImmutableArray<ConfigChange> Changes, bool OnlyValidates = false) : ControllerCommand;

/// <summary>A broker needs producer ids (API 67). <see cref="ProducerIdsReply"/>.</summary>
/// <param name="Broker">The broker.</param>
/// <param name="Incarnation">Its run.</param>
public sealed record AllocateProducerIds(BrokerId Broker, Incarnation Incarnation) : ControllerCommand;

/// <summary>A leader wants other in-sync replicas (API 56). <see cref="IsrReply"/>.</summary>
/// <param name="Leader">The broker that asks.</param>
/// <param name="Incarnation">Its run.</param>
/// <param name="Proposals">What it wants; each partition is changed or refused by itself.</param>
public sealed record AlterIsr(BrokerId Leader, Incarnation Incarnation, ImmutableArray<IsrProposal> Proposals) : ControllerCommand;

/// <summary>Elect leaders (API 43). <see cref="PartitionErrorsReply"/>.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Partitions">Where; the default value for every partition, and then only those are answered where something was to do.</param>
public sealed record ElectLeaders(ElectionKind Kind, ImmutableArray<TopicPartition> Partitions) : ControllerCommand;

/// <summary>Bring preferred leaders back: what the timer of that name sends. <see cref="Acknowledged"/>.</summary>
public sealed record RestorePreferredLeaders : ControllerCommand;

/// <summary>Move replicas, or cancel that (API 45). <see cref="PartitionErrorsReply"/>.</summary>
/// <param name="Reassignments">What to move; each partition is changed or refused by itself.</param>
/// <param name="AllowsOtherCount">False to refuse what would change a partition's number of replicas.</param>
public sealed record ReassignPartitions(ImmutableArray<Reassignment> Reassignments, bool AllowsOtherCount = true) : ControllerCommand;

/// <summary>Finalise feature levels (API 57): all of them or none. <see cref="FeaturesReply"/>.</summary>
/// <param name="Updates">The levels.</param>
/// <param name="OnlyValidates">True to answer as if, and change nothing.</param>
public sealed record UpdateFeatures(ImmutableArray<FeatureUpdate> Updates, bool OnlyValidates = false) : ControllerCommand;
