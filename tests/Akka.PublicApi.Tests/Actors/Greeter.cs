using Akka.Actor;

namespace Akka.PublicApi.Tests.Actors;

/// <summary>Answers a name with a greeting, and fails when it is told to.</summary>
internal sealed class Greeter(string greeting) : UntypedActor
{
    public Greeter()
        : this("Hello")
    {
    }

    public static Props Props(string greeting) => Akka.Actor.Props.Create(() => new Greeter(greeting));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Exception fault:
                throw fault;
            case string name:
                Sender.Tell($"{greeting} {name}", Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }
}
