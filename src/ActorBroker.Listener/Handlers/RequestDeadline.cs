namespace ActorBroker.Listener.Handlers;

/// <summary>How long a request may still take: its own timeout, counted from when it was taken up.</summary>
/// <param name="clock">The time.</param>
/// <param name="timeoutMs">The request's timeout in milliseconds; held between one millisecond and ten minutes.</param>
internal sealed class RequestDeadline(TimeProvider clock, int timeoutMs)
{
    private const int LongestMs = 10 * 60 * 1_000;

    private readonly long _begun = clock.GetTimestamp();
    private readonly TimeSpan _timeout = TimeSpan.FromMilliseconds(Math.Clamp(timeoutMs, 1, LongestMs));

    /// <summary>The time that is left; zero once it is over.</summary>
    public TimeSpan Left
    {
        get
        {
            var left = _timeout - clock.GetElapsedTime(_begun);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }
}
