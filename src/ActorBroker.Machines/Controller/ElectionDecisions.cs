using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Leaders are elected on request (KIP-460), and preferred ones are brought back.</summary>
internal sealed class ElectionDecisions(ControllerOptions options, ClusterConfigs configs)
{
    private static readonly TimeSpan NextLot = TimeSpan.FromSeconds(1);

    public ControllerDecision Elect(MetadataImage image, ElectLeaders command)
    {
        var draft = new DecisionDraft(image);
        var transitions = new PartitionTransitions(ActiveBrokers.Of(image));
        var changes = new PartitionChangeSet();
        var results = ImmutableArray.CreateBuilder<KeyValuePair<TopicPartition, ControllerError>>();
        foreach (var partition in command.Partitions.IsDefault ? AllOf(image) : command.Partitions)
        {
            var error = Elect(image, transitions, changes, command.Kind, partition);
            if (!command.Partitions.IsDefault || error.Code != ErrorCode.ElectionNotNeeded)
                results.Add(new(partition, error));
        }

        draft.Add(changes.InOrder());
        return draft.Answer(new PartitionErrorsReply(results.DrainToImmutable()));
    }

    public ControllerDecision RestorePreferred(MetadataImage image, DateTimeOffset now)
    {
        var draft = new DecisionDraft(image);
        var transitions = new PartitionTransitions(ActiveBrokers.Of(image));
        var changes = new PartitionChanges();
        foreach (var topic in image.Topics.All)
        {
            changes.Collect(
                topic,
                concerned => configs.RulesOf(image, concerned.Name),
                state => state.Leader != state.PreferredLeader,
                (_, state, rules) => transitions.ElectPreferred(state, rules));
            if (changes.Count > options.PreferredLeadersAtOnce)
                break;
        }

        var lot = changes.Found[..Math.Min(changes.Count, options.PreferredLeadersAtOnce)];
        draft.Add(lot);
        return draft.Done() with { Reminders = Remind(now, lot.Length < changes.Count ? NextLot : options.PreferredLeaderInterval) };
    }

    public ImmutableArray<ControllerReminder> FirstReminders(DateTimeOffset now) => Remind(now, options.PreferredLeaderInterval);

    private static ImmutableArray<ControllerReminder> Remind(DateTimeOffset now, TimeSpan? after) =>
        after is { } delay ? [new ControllerReminder(ControllerTimer.RestorePreferredLeaders, now + delay)] : [];

    private ControllerError Elect(
        MetadataImage image, PartitionTransitions transitions, PartitionChangeSet changes, ElectionKind kind, TopicPartition partition)
    {
        if (image.Topics.Find(partition.Topic) is not { } topic || changes.Find(topic, partition.Index) is not { } state)
            return new(ErrorCode.UnknownTopicOrPartition, $"There is no partition {partition.Index} of a topic '{partition.Topic}'.");

        var isUnclean = kind == ElectionKind.Unclean;
        if (isUnclean ? state.Leader != BrokerId.None : state.Leader == state.PreferredLeader)
            return new(ErrorCode.ElectionNotNeeded, "The partition has the leader that it needs.");

        var rules = configs.RulesOf(image, topic.Name);
        var next = isUnclean
            ? transitions.Refresh(state, rules with { AllowsUnclean = true })
            : transitions.ElectPreferred(state, rules);
        if (ReferenceEquals(next, state))
        {
            return isUnclean
                ? new(ErrorCode.EligibleLeadersNotAvailable, "None of the partition's replicas lives.")
                : new(ErrorCode.PreferredLeaderNotAvailable, "The preferred leader is not in the ISR.");
        }

        changes.Set(topic, partition.Index, next);
        return ControllerError.None;
    }

    private static IEnumerable<TopicPartition> AllOf(MetadataImage image) =>
        from topic in image.Topics.All
        from index in Enumerable.Range(0, topic.Partitions.Count)
        select new TopicPartition(topic.Name, new PartitionIndex(index));
}
