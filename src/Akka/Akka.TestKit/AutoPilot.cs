using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Sees every message to a test actor before the test does, and may act on it: answer, forward.</summary>
public abstract class AutoPilot
{
    public static KeepRunning KeepRunning => KeepRunning.Instance;

    public static NoAutoPilot NoAutoPilot => NoAutoPilot.Instance;

    /// <summary>Runs on the thread that sent the message.</summary>
    /// <returns>The pilot for the next message: this one (<see cref="KeepRunning"/>), another, or none (<see cref="NoAutoPilot"/>).</returns>
    public abstract AutoPilot Run(IActorRef sender, object message);
}
