using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>Tells a persistent actor what became of its events, each with the sender of the command, in the order of the events.</summary>
internal static class WriteAnswers
{
    /// <param name="request">What was to be written.</param>
    /// <param name="rejections">An error or null for each atomic write; null if none was rejected.</param>
    /// <param name="journal">The sender where an event has none.</param>
    public static void Send(WriteMessages request, IImmutableList<Exception?>? rejections, IActorRef journal)
    {
        var writes = request.Messages.Count(envelope => envelope is AtomicWrite);
        if (rejections is not null && rejections.Count != writes)
        {
            SendFailure(request, new InvalidOperationException($"The journal answered {rejections.Count} outcomes for {writes} writes."), journal);
            return;
        }

        var actor = request.PersistentActor;
        actor.Tell(WriteMessagesSuccessful.Instance, journal);
        var index = 0;
        foreach (var envelope in request.Messages)
        {
            var rejection = envelope is AtomicWrite ? rejections?[index++] : null;
            SendEach(envelope, actor, request.ActorInstanceId, @event => rejection is null
                ? new WriteMessageSuccess(@event, request.ActorInstanceId)
                : new WriteMessageRejected(@event, rejection, request.ActorInstanceId));
        }
    }

    public static void SendFailure(WriteMessages request, Exception error, IActorRef journal)
    {
        var actor = request.PersistentActor;
        var count = request.Messages.Sum(envelope => envelope is AtomicWrite ? envelope.Size : 0);
        actor.Tell(new WriteMessagesFailed(error, count), journal);
        foreach (var envelope in request.Messages)
            SendEach(envelope, actor, request.ActorInstanceId, @event => new WriteMessageFailure(@event, error, request.ActorInstanceId));
    }

    private static void SendEach(IPersistentEnvelope envelope, IActorRef actor, int instanceId, Func<IPersistentRepresentation, object> answer)
    {
        if (envelope is AtomicWrite write)
        {
            foreach (var @event in write.Events)
                actor.Tell(answer(@event), @event.Sender);
        }
        else
        {
            actor.Tell(new LoopMessageSuccess(envelope.Payload, instanceId), envelope.Sender);
        }
    }
}
