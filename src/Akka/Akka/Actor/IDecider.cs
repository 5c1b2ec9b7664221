namespace Akka.Actor;

/// <summary>Says what to do about a failure.</summary>
public interface IDecider
{
    Directive Decide(Exception cause);
}
