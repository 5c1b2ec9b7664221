namespace Akka.Actor;

/// <summary>A promise to stop something: cancelled at most once, never revived. Safe to use from any thread.</summary>
public interface ICancelable
{
    /// <summary>Whether it was cancelled.</summary>
    bool IsCancellationRequested { get; }

    /// <summary>The same, for whoever wants to be told.</summary>
    CancellationToken Token { get; }

    /// <summary>Cancels now. A timer that is about to fire at this moment may still do so.</summary>
    void Cancel();

    /// <summary>Cancels after a delay.</summary>
    void CancelAfter(TimeSpan delay);

    /// <summary>Cancels after a delay in milliseconds.</summary>
    void CancelAfter(int millisecondsDelay);

    /// <summary>Cancels now.</summary>
    /// <param name="throwOnFirstException">Whether the first failing listener stops the others; otherwise all run and their errors come in one <see cref="AggregateException"/>.</param>
    void Cancel(bool throwOnFirstException);
}
