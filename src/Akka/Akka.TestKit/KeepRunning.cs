using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A pilot's answer: it stays.</summary>
public sealed class KeepRunning : AutoPilot
{
    public static KeepRunning Instance = new();

    private KeepRunning()
    {
    }

    /// <exception cref="InvalidOperationException">Always: it is an answer, not a pilot.</exception>
    public override AutoPilot Run(IActorRef sender, object message) =>
        throw new InvalidOperationException("KeepRunning is what an auto-pilot returns; it is not one that can be set");
}
