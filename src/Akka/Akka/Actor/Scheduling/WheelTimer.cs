using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>One timer on the wheel, a link in its slot's list. The wheel's thread owns all but the notice of cancellation.</summary>
internal abstract class WheelTimer(TimerWheel wheel, ICancelable? cancelable)
{
    private int _isDeparting;

    public WheelTimer? Previous { get; set; }

    public WheelTimer? Next { get; set; }

    /// <summary>Whether it is in a slot: false before the wheel took it up, and after it left.</summary>
    public bool IsLinked { get; set; }

    /// <summary>When it is due, on the wheel's clock.</summary>
    public TimeSpan Deadline { get; set; }

    /// <summary>The tick that fires it.</summary>
    public long DueTick { get; set; }

    /// <summary>Zero for a timer that fires once.</summary>
    public TimeSpan Interval { get; init; }

    public bool IsCancelled => cancelable is { IsCancellationRequested: true };

    public abstract void Fire();

    /// <summary>It fired for the last time: a later cancellation concerns nobody.</summary>
    public void Finished() => Volatile.Write(ref _isDeparting, 1);

    /// <summary>Makes the wheel drop the timer at its next tick. Called by any thread.</summary>
    public void Cancelled()
    {
        if (Interlocked.Exchange(ref _isDeparting, 1) == 0)
            wheel.Drop(this);
    }
}

internal sealed class ActionTimer(TimerWheel wheel, ICancelable? cancelable, Action action) : WheelTimer(wheel, cancelable)
{
    public override void Fire() => action();
}

internal sealed class RunnableTimer(TimerWheel wheel, ICancelable? cancelable, IRunnable runnable) : WheelTimer(wheel, cancelable)
{
    public override void Fire() => runnable.Run();
}

internal sealed class TellTimer(TimerWheel wheel, ICancelable? cancelable, ICanTell receiver, object message, IActorRef? sender)
    : WheelTimer(wheel, cancelable)
{
    public override void Fire() => receiver.Tell(message, sender);
}
