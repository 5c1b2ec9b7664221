using Akka.Actor;

namespace Akka.Util;

/// <summary>An object that is bound to an actor system and travels as a plain stand-in.</summary>
public interface ISurrogated
{
    ISurrogate ToSurrogate(ActorSystem system);
}
