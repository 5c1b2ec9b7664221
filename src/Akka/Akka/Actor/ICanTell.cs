namespace Akka.Actor;

/// <summary>Whatever takes a message: a reference or a selection.</summary>
public interface ICanTell
{
    /// <summary>Sends at most once and returns at once. <paramref name="sender"/> null means nobody to answer to.</summary>
    void Tell(object message, IActorRef? sender);
}
