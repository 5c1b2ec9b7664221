namespace Akka.Actor;

/// <summary>An actor could not be created; <see cref="Exception.InnerException"/> says why. By default its supervisor stops it.</summary>
public class ActorInitializationException : AkkaException
{
    public ActorInitializationException()
    {
    }

    public ActorInitializationException(string? message)
        : base(message)
    {
    }

    public ActorInitializationException(string? message, Exception cause)
        : base(message, cause)
    {
    }

    public ActorInitializationException(IActorRef? actor, string? message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    /// <summary>Null when the reference did not exist yet.</summary>
    public IActorRef? Actor { get; set; }

    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}
