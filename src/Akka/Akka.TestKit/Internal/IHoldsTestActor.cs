using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>A reference that stands for another one.</summary>
internal interface IHoldsTestActor
{
    IActorRef Held { get; }
}
