using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Producer ids are given in blocks, each id once in the life of the cluster.</summary>
internal sealed class ProducerIdDecisions(ControllerOptions options)
{
    public ControllerDecision Allocate(MetadataImage image, AllocateProducerIds command)
    {
        if (BrokerDecisions.JudgeRun(image, command.Broker, command.Incarnation) is { IsError: true } error)
            return ControllerDecision.Refusal(error);

        var first = image.NextProducerId;
        if (first.Value > long.MaxValue - options.ProducerIdBlockLength)
            return ControllerDecision.Refusal(new(ErrorCode.UnknownServerError, "All producer ids were given."));

        var draft = new DecisionDraft(image);
        draft.Add(new ProducerIdsAllocated(command.Broker, new ProducerId(first.Value + options.ProducerIdBlockLength)));
        return draft.Answer(new ProducerIdsReply(first, options.ProducerIdBlockLength));
    }
}
