using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>Makes children on demand and supervises them by a strategy of the test's; notes what it was asked to decide.</summary>
internal sealed class Parent : UntypedActor
{
    private readonly SupervisorStrategy _strategy;

    public Parent(SupervisorStrategy strategy) => _strategy = strategy;

    public static Props Props(SupervisorStrategy strategy) => Akka.Actor.Props.Create(() => new Parent(strategy));

    public static Props Deciding(Func<Exception, Directive> decide) => Props(new OneForOneStrategy(decide, loggingEnabled: false));

    protected override SupervisorStrategy SupervisorStrategy() => _strategy;

    protected override void OnReceive(object message)
    {
        if (message is MakeChild make)
            make.Made(Context.ActorOf(make.Props, make.Name));
        else if (message is Exception fault)
            throw fault;
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        // Children survive a restart of this parent, to see that they are restarted with it.
    }

    internal sealed record MakeChild(Props Props, string Name, Action<IActorRef> Made);
}
