using Akka.Actor;

namespace Akka.Util;

/// <summary>The plain stand-in of an <see cref="ISurrogated"/>; it becomes the object again in the system that reads it.</summary>
public interface ISurrogate
{
    ISurrogated? FromSurrogate(ActorSystem system);
}
