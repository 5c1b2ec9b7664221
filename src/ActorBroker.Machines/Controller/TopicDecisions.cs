using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Topics are created and deleted, and get more partitions.</summary>
internal sealed class TopicDecisions(ControllerOptions options, ConfigRules configRules)
{
    private readonly ReplicaAssigner _assigner = new(options);

    public ControllerDecision Create(MetadataImage image, CreateTopics command)
    {
        var draft = new DecisionDraft(image);
        var repeated = command.Topics.GroupBy(topic => topic.Name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var results = ImmutableArray.CreateBuilder<CreatedTopic>(command.Topics.Length);
        var left = options.PartitionsPerRequestMax;
        foreach (var topic in command.Topics)
        {
            var seed = unchecked(command.PlacementSeed + results.Count);
            var created = repeated.Contains(topic.Name)
                ? CreatedTopic.Refused(topic.Name, new(ErrorCode.InvalidRequest, "The request names the topic twice."))
                : Create(draft, topic, seed, left);
            left -= created.PartitionCount;
            results.Add(command.OnlyValidates ? created with { Id = TopicId.None } : created);
        }

        var reply = new TopicsCreatedReply(results.MoveToImmutable());
        return command.OnlyValidates ? DecisionDraft.OnlyAnswer(reply) : draft.Answer(reply);
    }

    public ControllerDecision Delete(MetadataImage image, DeleteTopics command)
    {
        var draft = new DecisionDraft(image);
        var seen = new HashSet<TopicId>();
        var results = ImmutableArray.CreateBuilder<DeletedTopic>(command.Topics.Length);
        foreach (var target in command.Topics)
        {
            var topic = target.Name is { } name ? image.Topics.Find(name) : image.Topics.Find(target.Id);
            var error = JudgeDeletion(target, topic);
            if (!error.IsError && !seen.Add(topic!.Id))
                error = new(ErrorCode.InvalidRequest, "The request names the topic twice.");
            if (!error.IsError)
                draft.Add(new TopicDeleted(topic!.Id));
            results.Add(new DeletedTopic(topic?.Name ?? target.Name, topic?.Id ?? target.Id, error));
        }

        return draft.Answer(new TopicsDeletedReply(results.MoveToImmutable()));
    }

    public ControllerDecision CreatePartitions(MetadataImage image, CreatePartitions command)
    {
        var draft = new DecisionDraft(image);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var results = ImmutableArray.CreateBuilder<KeyValuePair<string, ControllerError>>(command.Topics.Length);
        var left = options.PartitionsPerRequestMax;
        foreach (var topic in command.Topics)
        {
            var seed = unchecked(command.PlacementSeed + results.Count);
            var error = seen.Add(topic.Topic)
                ? AddPartitions(draft, topic, seed, ref left)
                : new ControllerError(ErrorCode.InvalidRequest, "The request names the topic twice.");
            results.Add(new(topic.Topic, error));
        }

        var reply = new TopicErrorsReply(results.MoveToImmutable());
        return command.OnlyValidates ? DecisionDraft.OnlyAnswer(reply) : draft.Answer(reply);
    }

    private CreatedTopic Create(DecisionDraft draft, NewTopic topic, int seed, int partitionsLeft)
    {
        var error = JudgeName(draft.Image, topic);
        if (!error.IsError)
            error = configRules.JudgeNew(topic.Configs);
        if (error.IsError)
            return CreatedTopic.Refused(topic.Name, error);

        var (assignments, refusal) = _assigner.AssignTopic(draft.Image, topic, seed, partitionsLeft);
        if (refusal.IsError)
            return CreatedTopic.Refused(topic.Name, refusal);

        draft.Add(new TopicCreated(topic.Id, topic.Name));
        if (!topic.Configs.IsEmpty)
            draft.Add(new ConfigsChanged(ConfigResource.OfTopic(topic.Name), topic.Configs));
        AddAssigned(draft, topic.Id, 0, assignments);
        return new CreatedTopic(topic.Name, ControllerError.None, topic.Id, assignments, topic.Configs);
    }

    private ControllerError AddPartitions(DecisionDraft draft, NewPartitions wanted, int seed, ref int left)
    {
        if (draft.Image.Topics.Find(wanted.Topic) is not { } topic)
            return UnknownTopic(wanted.Topic);

        var first = topic.Partitions.Count;
        if (wanted.Count <= first)
        {
            return new(
                ErrorCode.InvalidPartitions,
                $"The topic has {first} partitions; it can get more, and not {wanted.Count}.");
        }

        var (assignments, error) = _assigner.AssignMore(draft.Image, topic, wanted, seed, left);
        if (error.IsError)
            return error;

        left -= assignments.Length;
        AddAssigned(draft, topic.Id, first, assignments);
        return ControllerError.None;
    }

    // A new partition's ISR are its replicas that are active; the assigner saw to it that there is one.
    private static void AddAssigned(DecisionDraft draft, TopicId topic, int first, ImmutableArray<ImmutableArray<BrokerId>> assignments)
    {
        var active = ActiveBrokers.Of(draft.Image);
        var changes = new PartitionChange[assignments.Length];
        for (var index = 0; index < changes.Length; index++)
        {
            var replicas = assignments[index];
            var isr = replicas.All(active.Contains) ? replicas : replicas.RemoveAll(broker => !active.Contains(broker));
            changes[index] = new PartitionChange(
                new PartitionId(topic, new PartitionIndex(first + index)),
                new PartitionImage
                {
                    Replicas = replicas,
                    Isr = isr,
                    Leader = isr[0],
                    LeaderEpoch = new LeaderEpoch(0),
                    Epoch = new PartitionEpoch(0),
                });
        }

        draft.Add(changes);
    }

    private static ControllerError JudgeName(MetadataImage image, NewTopic topic)
    {
        if (TopicNameRules.Judge(topic.Name) is { } defect)
            return new(ErrorCode.InvalidTopicException, defect);
        if (topic.Id == TopicId.None || image.Topics.Find(topic.Id) is not null)
            return new(ErrorCode.InvalidRequest, "The new topic's id is none, or another one's.");
        if (image.Topics.FindColliding(topic.Name) is not { } other)
            return ControllerError.None;
        return other.Name == topic.Name
            ? new(ErrorCode.TopicAlreadyExists, $"Topic '{topic.Name}' already exists.")
            : new(ErrorCode.InvalidTopicException, $"Topic '{topic.Name}' collides with '{other.Name}' in the names of metrics, where '.' becomes '_'.");
    }

    private ControllerError JudgeDeletion(TopicTarget target, TopicImage? topic)
    {
        if (!options.AllowsTopicDeletion)
            return new(ErrorCode.TopicDeletionDisabled, "The cluster's configuration forbids the deletion of topics.");
        if (target.Name is not null && target.Id != TopicId.None)
            return new(ErrorCode.InvalidRequest, "A topic is named by its name or by its id, not by both.");
        if (topic is not null)
            return ControllerError.None;
        return target.Name is { } name ? UnknownTopic(name) : new(ErrorCode.UnknownTopicId, "No topic has this id.");
    }

    private static ControllerError UnknownTopic(string name) => new(ErrorCode.UnknownTopicOrPartition, $"There is no topic '{name}'.");
}
