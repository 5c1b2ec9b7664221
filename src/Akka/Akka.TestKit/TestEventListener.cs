using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit;

/// <summary>A test's logger: prints like the default one what no event filter takes. Dead letters and unhandled messages come to the filters as warnings.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<EventFilterBase> _filters = [];

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger start:
                foreach (var type in (Type[])[typeof(Mute), typeof(Unmute), typeof(Settled), typeof(DeadLetter), typeof(UnhandledMessage)])
                    start.LoggingBus.Subscribe(Self, type);
                return base.Receive(message);
            case Mute mute:
                _filters.AddRange(mute.Filters);
                return true;
            case Unmute unmute:
                foreach (var filter in unmute.Filters)
                    _filters.Remove(filter);
                return true;
            case Settled settled:
                settled.Answer.Release();
                return true;
            case DeadLetter letter:
                // Who logs dead letters is the runtime; here they are only for the filters.
                IsTaken(WarningOf(letter, letter));
                return true;
            case UnhandledMessage unhandled:
                var warning = WarningOf(unhandled, $"Unhandled message from {unhandled.Sender}: {unhandled.Message}");
                return IsTaken(warning) || base.Receive(warning);
            case LogEvent logged:
                return IsTaken(logged) || base.Receive(logged);
            default:
                return base.Receive(message);
        }
    }

    private static Warning WarningOf(AllDeadLetters letter, object text) =>
        new(letter.Recipient?.Path.ToString() ?? "", letter.Recipient?.GetType() ?? typeof(object), text);

    // Every filter sees every event: each has its own count.
    private bool IsTaken(LogEvent logged)
    {
        var isTaken = false;
        foreach (var filter in _filters)
            isTaken |= filter.Apply(logged);
        return isTaken;
    }

    /// <summary>Published on the event stream, and answered when all is handled that was logged before.</summary>
    internal sealed record Settled(SemaphoreSlim Answer) : INoSerializationVerificationNeeded;
}
