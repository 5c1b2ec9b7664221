using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>An actor that only remembers what it got.</summary>
internal sealed class Probe
{
    private readonly List<object> _received = [];
    private readonly List<IActorRef> _senders = [];

    public IActorRef Ref { get; set; } = ActorRefs.Nobody;

    public IReadOnlyList<object> Received => _received;

    public IActorRef LastSender => _senders[^1];

    public void Watch(IActorRef subject) => Ref.Tell(new WatchThis(subject), ActorRefs.NoSender);

    public void Note(object message, IActorRef sender)
    {
        _received.Add(message);
        _senders.Add(sender);
    }

    internal sealed record WatchThis(IActorRef Subject);
}
