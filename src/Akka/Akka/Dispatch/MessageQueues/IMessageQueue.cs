using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>The messages of one actor. Any thread may enqueue; one at a time dequeues.</summary>
public interface IMessageQueue
{
    bool HasMessages { get; }

    /// <summary>Exact only while nobody else enqueues.</summary>
    int Count { get; }

    void Enqueue(IActorRef receiver, Envelope envelope);

    bool TryDequeue(out Envelope envelope);

    /// <summary>Moves what is left to dead letters; called once, by the mailbox of an actor that has stopped.</summary>
    void CleanUp(IActorRef owner, IMessageQueue deadletters);
}
