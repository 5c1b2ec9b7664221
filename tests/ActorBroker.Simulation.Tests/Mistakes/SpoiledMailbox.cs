using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace ActorBroker.Simulation.Tests.Mistakes;

/// <summary>A mailbox of all actors that plants the mistake its configuration names.</summary>
public sealed class SpoiledMailbox(Settings settings, Config config) : MailboxType(settings, config), IProducesMessageQueue<UnboundedDequeMessageQueue>
{
    /// <summary>Where the configuration names the mistake.</summary>
    internal const string MistakeKey = "mistake";

    private readonly MessageMistake _mistake = Enum.Parse<MessageMistake>(config.GetString(MistakeKey)!);

    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new SpoiledQueue(_mistake);

    private sealed class SpoiledQueue(MessageMistake mistake) : IMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
    {
        private readonly UnboundedDequeMessageQueue _inner = new();

        public bool HasMessages => _inner.HasMessages;

        public int Count => _inner.Count;

        public void Enqueue(IActorRef receiver, Envelope envelope)
        {
            foreach (var message in MessageSpoiler.Spoil(receiver, envelope.Message, mistake))
                _inner.Enqueue(receiver, new Envelope(message, envelope.Sender));
        }

        public void EnqueueFirst(Envelope envelope) => _inner.EnqueueFirst(envelope);

        public bool TryDequeue(out Envelope envelope) => _inner.TryDequeue(out envelope);

        public void CleanUp(IActorRef owner, IMessageQueue deadletters) => _inner.CleanUp(owner, deadletters);
    }
}
