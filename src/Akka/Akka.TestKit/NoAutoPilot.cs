using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A pilot's answer, and a test actor's state at first: nobody.</summary>
public sealed class NoAutoPilot : AutoPilot
{
    public static NoAutoPilot Instance = new();

    private NoAutoPilot()
    {
    }

    public override AutoPilot Run(IActorRef sender, object message) => this;
}
