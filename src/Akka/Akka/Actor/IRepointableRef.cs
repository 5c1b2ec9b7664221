namespace Akka.Actor;

/// <summary>A reference whose actor may still be on its way.</summary>
public interface IRepointableRef : IActorRefScope
{
    bool IsStarted { get; }
}
