using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>
/// The cluster as of one offset of the controller's log: brokers, topics, partitions, configurations, features. The controller and every broker
/// build it alike, by applying the same events.
/// </summary>
/// <remarks>
/// Immutable, so it can be read by any thread and published by one reference. <see cref="Apply"/> shares all that did not change: an event
/// costs time by its own length, not by the size of the cluster.
/// </remarks>
public sealed record MetadataImage
{
    /// <summary>Before the first event.</summary>
    public static readonly MetadataImage Empty = new();

    private MetadataImage()
    {
    }

    /// <summary>The last event applied. Deltas are pulled from here on.</summary>
    public MetadataOffset Offset { get; internal init; }

    /// <summary>The cluster's id; null until it is formed.</summary>
    public string? ClusterId { get; internal init; }

    /// <summary>The controller that acted last. A broker refuses what a controller of a lower epoch says.</summary>
    public ControllerEpoch ControllerEpoch { get; internal init; } = ControllerEpoch.None;

    /// <summary>The highest incarnation that was given to any broker; the next one is higher.</summary>
    public Incarnation LastIncarnation { get; internal init; }

    /// <summary>The registered brokers.</summary>
    public ImmutableDictionary<BrokerId, BrokerImage> Brokers { get; internal init; } = ImmutableDictionary<BrokerId, BrokerImage>.Empty;

    /// <summary>The topics and their partitions.</summary>
    public TopicsImage Topics { get; internal init; } = TopicsImage.Empty;

    /// <summary>The entries that were set, by resource; what is not here has its default.</summary>
    public ImmutableDictionary<ConfigResource, ImmutableSortedDictionary<string, string>> Configs { get; internal init; } =
        ImmutableDictionary<ConfigResource, ImmutableSortedDictionary<string, string>>.Empty;

    /// <summary>The finalised level of each feature; 0 for those that are not here.</summary>
    public ImmutableSortedDictionary<string, short> Features { get; internal init; } =
        ImmutableSortedDictionary.Create<string, short>(StringComparer.Ordinal);

    /// <summary>The next producer id that was given to no broker.</summary>
    public ProducerId NextProducerId { get; internal init; }

    /// <summary>The value of an entry; null when it was not set.</summary>
    public string? FindConfig(ConfigResource resource, string name) =>
        Configs.TryGetValue(resource, out var entries) ? entries.GetValueOrDefault(name) : null;

    /// <summary>True when this broker, in this run, may lead and be in an ISR.</summary>
    public bool IsActive(BrokerId id, Incarnation incarnation) =>
        Brokers.TryGetValue(id, out var broker) && broker.IsActive && broker.Incarnation == incarnation;

    /// <summary>True when this broker may lead and be in an ISR.</summary>
    public bool IsActive(BrokerId id) => Brokers.TryGetValue(id, out var broker) && broker.IsActive;

    /// <summary>
    /// This image with one event more. Never throws: an event that was applied already, or that concerns what is not there, changes nothing
    /// but the offset.
    /// </summary>
    /// <param name="offset">The event's place in the log; one that is not above <see cref="Offset"/> was applied before.</param>
    /// <param name="happened">The event.</param>
    public MetadataImage Apply(MetadataOffset offset, MetadataEvent happened) =>
        offset <= Offset ? this : With(happened) with { Offset = offset };

    /// <summary>This image with one event more and the same offset.</summary>
    internal MetadataImage With(MetadataEvent happened) => happened switch
    {
        ControllerChanged changed => changed.Epoch > ControllerEpoch ? this with { ControllerEpoch = changed.Epoch } : this,
        ClusterFormed formed => this with { ClusterId = ClusterId ?? formed.ClusterId },
        BrokerRegistered registered => With(registered.Broker),
        BrokerChanged changed => With(changed),
        BrokerUnregistered gone => IsLater(gone.Id, gone.Incarnation) ? this : this with { Brokers = Brokers.Remove(gone.Id) },
        TopicCreated created => this with { Topics = Topics.WithTopic(created.Id, created.Name) },
        TopicDeleted deleted => Without(deleted.Id),
        PartitionsChanged changed => this with { Topics = Topics.WithPartitions(changed.Changes) },
        ConfigsChanged changed => With(changed),
        ProducerIdsAllocated allocated => allocated.Next.Value > NextProducerId.Value ? this with { NextProducerId = allocated.Next } : this,
        FeatureFinalised feature => this with
        {
            Features = feature.Level == 0 ? Features.Remove(feature.Name) : Features.SetItem(feature.Name, feature.Level),
        },
        _ => this,
    };

    private MetadataImage With(BrokerImage broker) => IsLater(broker.Id, broker.Incarnation)
        ? this
        : this with
        {
            Brokers = Brokers.SetItem(broker.Id, broker),
            LastIncarnation = broker.Incarnation > LastIncarnation ? broker.Incarnation : LastIncarnation,
        };

    private MetadataImage With(BrokerChanged changed) =>
        Brokers.TryGetValue(changed.Id, out var broker) && broker.Incarnation == changed.Incarnation
            ? this with
            {
                Brokers = Brokers.SetItem(changed.Id, broker with
                {
                    IsFenced = changed.IsFenced,
                    IsShuttingDown = changed.IsShuttingDown,
                    LastActive = changed.IsFenced ? broker.LastActive : changed.Incarnation,
                }),
            }
            : this;

    private MetadataImage With(ConfigsChanged changed)
    {
        var entries = Configs.GetValueOrDefault(changed.Resource)?.ToBuilder()
            ?? ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in changed.Entries)
        {
            if (value is null)
                entries.Remove(name);
            else
                entries[name] = value;
        }

        return this with
        {
            Configs = entries.Count == 0 ? Configs.Remove(changed.Resource) : Configs.SetItem(changed.Resource, entries.ToImmutable()),
        };
    }

    private MetadataImage Without(TopicId id) => Topics.Find(id) is not { } topic
        ? this
        : this with { Topics = Topics.WithoutTopic(id), Configs = Configs.Remove(ConfigResource.OfTopic(topic.Name)) };

    // A later run of the same broker registered: what is said of an earlier one comes too late.
    private bool IsLater(BrokerId id, Incarnation incarnation) =>
        Brokers.TryGetValue(id, out var broker) && broker.Incarnation > incarnation;
}
