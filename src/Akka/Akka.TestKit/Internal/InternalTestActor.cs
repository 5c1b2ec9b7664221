using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>The actor behind a test kit or probe: what it gets is for the test to look at.</summary>
internal sealed class InternalTestActor(ReceivedMessages received) : ActorBase
{
    private Func<object, bool>? _ignores;
    private AutoPilot _pilot = AutoPilot.NoAutoPilot;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Ignore ignore:
                _ignores = ignore.ShouldIgnore;
                return true;
            case Pilot pilot:
                _pilot = pilot.Next;
                return true;
            case WatchIt watch:
                Context.Watch(watch.Subject);
                return true;
            case UnwatchIt unwatch:
                Context.Unwatch(unwatch.Subject);
                return true;
            case Spawn spawn:
                Sender.Tell(Context.ActorOf(spawn.Props, spawn.Name));
                return true;
        }

        if (_pilot.Run(Sender, message) is var next and not KeepRunning)
            _pilot = next;
        if (_ignores?.Invoke(message) != true)
            received.Add(new Envelope(message, Sender));
        return true;
    }

    internal sealed record Ignore(Func<object, bool>? ShouldIgnore) : INoSerializationVerificationNeeded;

    internal sealed record Pilot(AutoPilot Next) : INoSerializationVerificationNeeded;

    internal sealed record WatchIt(IActorRef Subject) : INoSerializationVerificationNeeded;

    internal sealed record UnwatchIt(IActorRef Subject) : INoSerializationVerificationNeeded;

    internal sealed record Spawn(Props Props, string? Name) : INoSerializationVerificationNeeded;
}
