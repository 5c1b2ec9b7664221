using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>What an actor may do while it handles a message. Only the actor itself may use it, and only then.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    IActorRef Self { get; }

    Props Props { get; }

    /// <summary>Who sent the message in hand; dead letters when it had no sender.</summary>
    IActorRef Sender { get; }

    ActorSystem System { get; }

    IActorRef Parent { get; }

    MessageDispatcher Dispatcher { get; }

    /// <summary>Null when none is set.</summary>
    TimeSpan? ReceiveTimeout { get; }

    void Become(Receive receive);

    void BecomeStacked(Receive receive);

    void UnbecomeStacked();

    /// <summary><see cref="Nobody"/> when there is no child of that name.</summary>
    IActorRef Child(string name);

    IEnumerable<IActorRef> GetChildren();

    /// <summary>After this much silence the actor gets a <see cref="Akka.Actor.ReceiveTimeout"/>; null takes it back.</summary>
    /// <exception cref="ArgumentException">Zero or negative.</exception>
    void SetReceiveTimeout(TimeSpan? timeout);

    void Stop(IActorRef child);
}
