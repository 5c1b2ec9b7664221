namespace Akka.Actor;

/// <summary>An envelope that carries another message.</summary>
public interface IWrappedMessage
{
    object Message { get; }
}
