using Akka.Actor;

namespace Akka.Event;

/// <summary>
/// Logs what was not delivered, up to <c>akka.log-dead-letters</c> times; then it pauses for
/// <c>akka.log-dead-letters-suspend-duration</c>, or for ever. A system actor of its own.
/// </summary>
public class DeadLetterListener : ActorBase
{
    private readonly EventStream _stream = Context.System.EventStream;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly int _countMax = Context.System.Settings.LogDeadLetters;
    private readonly TimeSpan _pause = Context.System.Settings.LogDeadLettersSuspendDuration;
    private int _count;
    private TimeSpan? _pausedUntil;

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _stream.Subscribe(Self, typeof(DeadLetter));
        _stream.Subscribe(Self, typeof(Dropped));
        _stream.Subscribe(Self, typeof(UnhandledMessage));
    }

    /// <summary>A restart keeps the subscriptions.</summary>
    protected override void PreRestart(Exception reason, object? message)
    {
    }

    /// <summary>A restart keeps the subscriptions.</summary>
    protected override void PostRestart(Exception reason)
    {
    }

    /// <inheritdoc/>
    protected override void PostStop() => _stream.Unsubscribe(Self);

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        if (message is not AllDeadLetters letter)
            return false;

        _count++;
        if (_pausedUntil is null)
            LogOrPause(letter);
        else if (Context.System.Scheduler.MonotonicClock >= _pausedUntil)
            Resume(letter);
        return true;
    }

    private void LogOrPause(AllDeadLetters letter)
    {
        if (_countMax == int.MaxValue || _count < _countMax)
        {
            Log(letter, "");
        }
        else if (_pause == Timeout.InfiniteTimeSpan)
        {
            Log(letter, ", no more dead letters will be logged");
            Context.Stop(Self);
        }
        else
        {
            Log(letter, $", no more dead letters will be logged in the next {_pause}");
            _pausedUntil = Context.System.Scheduler.MonotonicClock + _pause;
        }
    }

    private void Resume(AllDeadLetters letter)
    {
        Log(letter, $", of which {_count - _countMax - 1} were not logged; the counter is reset now");
        _count = 0;
        _pausedUntil = null;
    }

    private void Log(AllDeadLetters letter, string remark)
    {
        var fate = letter switch
        {
            Dropped dropped => $"was dropped: {dropped.Reason}",
            UnhandledMessage => "was unhandled",
            _ => "was not delivered",
        };
        _log.Info(
            "Message [{0}] from {1} to {2} {3}. [{4}] dead letters encountered{5}. This logging can be turned off or adjusted with the "
            + "settings 'akka.log-dead-letters' and 'akka.log-dead-letters-during-shutdown'. Message content: {6}",
            letter.Message.GetType().Name,
            Name(letter.Sender),
            Name(letter.Recipient),
            fate,
            _count,
            remark,
            letter.Message);
    }

    private static string Name(IActorRef? actor) => actor is null ? "nobody" : actor.Path.ToString();
}
