using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit.Tests;

/// <summary>An actor system whose test logger prints into a list.</summary>
internal sealed class Printed
{
    private static readonly List<string> Lines = [];

    public Printed()
    {
        Lines.Clear();
        System = ActorSystem.Create("printed", ConfigurationFactory
            .ParseString($"akka.loggers = [\"{typeof(Printer).AssemblyQualifiedName}\"], akka.loggers-dispatcher = akka.test.calling-thread-dispatcher")
            .WithFallback(ConfigurationFactory.ParseString(Akka.Simulation.SimulatedRun.Hocon))
            .WithFallback(TestKitBase.DefaultConfig));
    }

    public ActorSystem System { get; }

    public void Log(params string[] texts)
    {
        foreach (var text in texts)
            System.Log.Info(text);
    }

    public IReadOnlyList<string> End()
    {
        System.Terminate();
        return [.. Lines];
    }

    private sealed class Printer : TestEventListener
    {
        protected override void Print(LogEvent logEvent) => Lines.Add(logEvent.Message.ToString()!);
    }
}
