namespace Akka.Actor;

/// <summary>Watches actors: the watcher gets one <see cref="Terminated"/> (or the message of its choice) when the subject has stopped.</summary>
public interface ICanWatch
{
    IActorRef Watch(IActorRef subject);

    /// <exception cref="InvalidOperationException">The subject is watched already, with another message or with none.</exception>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>After this no notification of the subject arrives, not even one that is in the mailbox already.</summary>
    IActorRef Unwatch(IActorRef subject);
}
