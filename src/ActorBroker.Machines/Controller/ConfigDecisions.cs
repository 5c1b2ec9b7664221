using System.Collections.Immutable;
using System.Globalization;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Configurations change, and with them what elections go by.</summary>
internal sealed class ConfigDecisions(ConfigRules configRules, ClusterConfigs configs)
{
    public ControllerDecision Alter(MetadataImage image, AlterConfigs command)
    {
        var draft = new DecisionDraft(image);
        var seen = new HashSet<ConfigResource>();
        var results = ImmutableArray.CreateBuilder<KeyValuePair<ConfigResource, ControllerError>>(command.Changes.Length);
        foreach (var change in command.Changes)
        {
            var error = seen.Add(change.Resource)
                ? Alter(draft, change)
                : new ControllerError(ErrorCode.InvalidRequest, "The request names the resource twice.");
            results.Add(new(change.Resource, error));
        }

        var reply = new ConfigsReply(results.MoveToImmutable());
        return command.OnlyValidates ? DecisionDraft.OnlyAnswer(reply) : draft.Answer(reply);
    }

    private ControllerError Alter(DecisionDraft draft, ConfigChange change)
    {
        var error = JudgeResource(draft.Image, change.Resource);
        if (error.IsError)
            return error;

        error = configRules.Compute(draft.Image, change, out var entries);
        if (error.IsError || entries.IsEmpty)
            return error;

        var happened = new ConfigsChanged(change.Resource, entries);
        draft.Add(ChangesOfRules(draft.Image, draft.Image.With(happened), change.Resource).Found);
        draft.Add(happened);
        return ControllerError.None;
    }

    // With a lower minimum, records are acknowledged without those that were eligible: they must not be elected any more, before anybody goes by it.
    private PartitionChanges ChangesOfRules(MetadataImage before, MetadataImage after, ConfigResource resource)
    {
        var changes = new PartitionChanges();
        var transitions = new PartitionTransitions(ActiveBrokers.Of(before));
        var (defaultsBefore, defaultsAfter) = (configs.DefaultsOf(before), configs.DefaultsOf(after));
        foreach (var topic in TopicsOf(before, resource))
        {
            var rules = ClusterConfigs.RulesOf(after, topic.Name, defaultsAfter);
            if (rules != ClusterConfigs.RulesOf(before, topic.Name, defaultsBefore))
                changes.Collect(topic, _ => rules, _ => true, (_, state, changed) => transitions.Refresh(state, changed));
        }

        return changes;
    }

    private static IEnumerable<TopicImage> TopicsOf(MetadataImage image, ConfigResource resource) => resource.Type switch
    {
        ConfigResourceType.Topic when image.Topics.Find(resource.Name) is { } topic => [topic],
        ConfigResourceType.Broker when resource == ConfigResource.AllBrokers => image.Topics.All,
        _ => [],
    };

    private static ControllerError JudgeResource(MetadataImage image, ConfigResource resource)
    {
        switch (resource.Type)
        {
            case ConfigResourceType.Topic:
                return image.Topics.Find(resource.Name) is null
                    ? new(ErrorCode.UnknownTopicOrPartition, $"There is no topic '{resource.Name}'.")
                    : ControllerError.None;
            case ConfigResourceType.Broker when resource == ConfigResource.AllBrokers:
                return ControllerError.None;
            case ConfigResourceType.Broker:
                if (!int.TryParse(resource.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    || ConfigResource.OfBroker(new BrokerId(id)) != resource)
                    return new(ErrorCode.InvalidRequest, "A broker is named by its number.");
                return image.Brokers.ContainsKey(new BrokerId(id))
                    ? ControllerError.None
                    : new(ErrorCode.BrokerIdNotRegistered, $"No broker {id} is registered.");
            case ConfigResourceType.ClientMetrics or ConfigResourceType.Group when resource.Name.Length is > 0 and <= TopicNameRules.LengthMax:
                return ControllerError.None;
            default:
                return new(ErrorCode.InvalidRequest, "The resource has no configuration that can be altered.");
        }
    }
}
