using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Brokers come, are fenced and unfenced, stop and go; their partitions follow.</summary>
internal sealed class BrokerDecisions(ClusterConfigs configs)
{
    private const int ClusterIdLengthMax = 64;

    /// <summary>Begins to act. What a crash left between the events of one decision is finished: whoever may lead a partition without a leader is elected.</summary>
    public ControllerDecision TakeControl(MetadataImage image, ControllerEpoch epoch, TakeControl command)
    {
        if (command.ClusterId.Length is 0 or > ClusterIdLengthMax)
            return ControllerDecision.Refusal(new(ErrorCode.InvalidRequest, $"A cluster's id has 1 to {ClusterIdLengthMax} characters."));

        var draft = new DecisionDraft(image);
        if (image.ControllerEpoch < epoch)
            draft.Add(new ControllerChanged(epoch));
        if (image.ClusterId is null)
            draft.Add(new ClusterFormed(command.ClusterId));
        var transitions = new PartitionTransitions(ActiveBrokers.Of(image));
        draft.Add(Change(image, state => state.Leader == BrokerId.None, (_, state, rules) => transitions.Refresh(state, rules)).Found);
        return draft.Done();
    }

    public ControllerDecision Register(MetadataImage image, BrokerRegistration registration, DateTimeOffset now)
    {
        var previous = image.Brokers.GetValueOrDefault(registration.Id);
        if (previous?.RunId == registration.RunId)
            return DecisionDraft.OnlyAnswer(new BrokerRegistrationReply(previous.Incarnation));
        if (Judge(image, registration, previous) is { IsError: true } error)
            return ControllerDecision.Refusal(error);

        var draft = new DecisionDraft(image);
        var incarnation = image.LastIncarnation.Next;
        draft.Add(ChangesOfRestart(image, registration, previous).Found);
        draft.Add(new BrokerRegistered(new BrokerImage
        {
            Id = registration.Id,
            Incarnation = incarnation,
            LastActive = previous?.LastActive ?? Incarnation.None,
            RunId = registration.RunId,
            RegisteredAt = DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(0, now.ToUnixTimeMilliseconds())),
            Endpoints = registration.Endpoints,
            Rack = registration.Rack,
            LogDirectories = registration.LogDirectories,
            Features = registration.Features,
        }));
        return draft.Answer(new BrokerRegistrationReply(incarnation));
    }

    public ControllerDecision Fence(MetadataImage image, FenceBroker command)
    {
        if (JudgeRun(image, command.Id, command.Incarnation) is { IsError: true } error)
            return ControllerDecision.Refusal(error);

        var draft = new DecisionDraft(image);
        if (image.Brokers[command.Id].IsFenced)
            return draft.Done();

        draft.Add(ChangesOfLeaving(image, command.Id).Found);
        draft.Add(new BrokerChanged(command.Id, command.Incarnation, IsFenced: true, image.Brokers[command.Id].IsShuttingDown));
        return draft.Done();
    }

    public ControllerDecision ShutDown(MetadataImage image, ShutDownBroker command)
    {
        if (JudgeRun(image, command.Id, command.Incarnation) is { IsError: true } error)
            return ControllerDecision.Refusal(error);

        var draft = new DecisionDraft(image);
        if (image.Brokers[command.Id].IsShuttingDown)
            return draft.Done();

        draft.Add(ChangesOfLeaving(image, command.Id).Found);
        draft.Add(new BrokerChanged(command.Id, command.Incarnation, image.Brokers[command.Id].IsFenced, IsShuttingDown: true));
        return draft.Done();
    }

    public ControllerDecision Unfence(MetadataImage image, UnfenceBroker command)
    {
        if (JudgeRun(image, command.Id, command.Incarnation) is { IsError: true } error)
            return ControllerDecision.Refusal(error);

        var broker = image.Brokers[command.Id];
        if (broker.IsShuttingDown)
            return ControllerDecision.Refusal(new(ErrorCode.InvalidRequest, $"Broker {command.Id} shuts down; it has to register again."));

        var draft = new DecisionDraft(image);
        if (!broker.IsFenced)
            return draft.Done();

        draft.Add(new BrokerChanged(command.Id, command.Incarnation, IsFenced: false, IsShuttingDown: false));
        draft.Add(ChangesOfReturn(draft.Image, command.Id).Found);
        return draft.Done();
    }

    public ControllerDecision Unregister(MetadataImage image, UnregisterBroker command)
    {
        if (!image.Brokers.TryGetValue(command.Id, out var broker))
            return ControllerDecision.Refusal(NotRegistered(command.Id));

        var draft = new DecisionDraft(image);
        draft.Add(ChangesOfLeaving(image, command.Id).Found);
        draft.Add(new BrokerUnregistered(command.Id, broker.Incarnation));
        return draft.Done();
    }

    /// <summary>What is wrong with a request that names a broker and its run.</summary>
    public static ControllerError JudgeRun(MetadataImage image, BrokerId id, Incarnation incarnation)
    {
        if (!image.Brokers.TryGetValue(id, out var broker))
            return NotRegistered(id);
        return broker.Incarnation == incarnation
            ? ControllerError.None
            : new ControllerError(ErrorCode.StaleBrokerEpoch, $"Broker {id} is in its run {broker.Incarnation}, not {incarnation}.");
    }

    private static ControllerError NotRegistered(BrokerId id) => new(ErrorCode.BrokerIdNotRegistered, $"No broker {id} is registered.");

    private static ControllerError Judge(MetadataImage image, BrokerRegistration registration, BrokerImage? previous)
    {
        if (RegistrationRules.Judge(registration) is { } defect)
            return new(ErrorCode.InvalidRegistration, defect);
        if (registration.ClusterId is { } clusterId && clusterId != image.ClusterId)
            return new(ErrorCode.InconsistentClusterId, $"The broker's logs belong to the cluster {clusterId}; this is {image.ClusterId}.");
        if (previous is { IsFenced: false } && !registration.IsPredecessorGone)
            return new(ErrorCode.DuplicateBrokerRegistration, $"Another broker {registration.Id} is in the cluster, and lives.");

        foreach (var (name, level) in image.Features)
        {
            if (!registration.Features.Any(range => range.Name == name && range.Contains(level)))
                return new(ErrorCode.UnsupportedVersion, $"The cluster runs at level {level} of {name}, which the broker cannot.");
        }

        return ControllerError.None;
    }

    private PartitionChanges ChangesOfRestart(MetadataImage image, BrokerRegistration registration, BrokerImage? previous)
    {
        var id = registration.Id;
        var isKnown = previous is not null && registration.CompleteSince >= previous.LastActive;
        var transitions = new PartitionTransitions(ActiveBrokers.Without(image, id));
        return Change(
            image,
            state => state.Isr.Contains(id) || state.Elr.Contains(id),
            (partition, state, rules) => isKnown && !registration.Incomplete.Contains(partition)
                ? transitions.Leave(state, id, rules)
                : transitions.LoseRecords(state, id, rules));
    }

    private PartitionChanges ChangesOfLeaving(MetadataImage image, BrokerId id)
    {
        var transitions = new PartitionTransitions(ActiveBrokers.Without(image, id));
        return Change(image, state => state.Isr.Contains(id), (_, state, rules) => transitions.Leave(state, id, rules));
    }

    private PartitionChanges ChangesOfReturn(MetadataImage image, BrokerId id)
    {
        var transitions = new PartitionTransitions(ActiveBrokers.Of(image));
        return Change(
            image,
            state => state.Leader == BrokerId.None && state.Replicas.Contains(id),
            (_, state, rules) => transitions.Refresh(state, rules));
    }

    private PartitionChanges Change(
        MetadataImage image,
        Func<PartitionImage, bool> isConcerned,
        Func<PartitionId, PartitionImage, PartitionRules, PartitionImage> transition)
    {
        var changes = new PartitionChanges();
        var defaults = configs.DefaultsOf(image);
        foreach (var topic in image.Topics.All)
            changes.Collect(topic, concerned => ClusterConfigs.RulesOf(image, concerned.Name, defaults), isConcerned, transition);
        return changes;
    }
}
