namespace Akka.Actor.Internal;

/// <summary>An actor that wants a call after its constructor and before <c>PreStart</c>.</summary>
public interface IInitializableActor
{
    void Init();
}
