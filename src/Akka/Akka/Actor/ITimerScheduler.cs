namespace Akka.Actor;

/// <summary>
/// The timers of one incarnation of an actor, each under a key of its own. A message of a timer that was cancelled or replaced, or of a
/// former incarnation, never reaches the actor, not even when it was in the mailbox already.
/// </summary>
public interface ITimerScheduler
{
    /// <summary>The keys of the timers that are under way.</summary>
    IReadOnlyCollection<object> ActiveTimers { get; }

    /// <summary>Sends <paramref name="msg"/> to the actor again and again; a timer of the same key is cancelled.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender);

    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender);

    /// <summary>Sends <paramref name="msg"/> to the actor once; a timer of the same key is cancelled.</summary>
    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender);

    bool IsTimerActive(object key);

    void Cancel(object key);

    void CancelAll();
}
