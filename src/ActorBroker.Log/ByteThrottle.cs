namespace ActorBroker.Log;

/// <summary>
/// Says how long work has to wait so that it moves no more than so many bytes per second. It decides and does not wait: the caller lets the time pass, or does
/// other work.
/// </summary>
/// <remarks>One thread at a time. After a pause nothing is made up for, so work never comes in bursts.</remarks>
public sealed class ByteThrottle
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private TimeSpan _paidUntil;

    /// <param name="time">The clock.</param>
    /// <param name="bytesPerSecond">1 and up.</param>
    public ByteThrottle(TimeProvider time, long bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesPerSecond, 1);
        _time = time;
        _start = time.GetTimestamp();
        BytesPerSecond = bytesPerSecond;
    }

    /// <summary>The rate.</summary>
    public long BytesPerSecond { get; }

    /// <summary>Takes note of bytes that were moved.</summary>
    /// <param name="bytes">Zero and up.</param>
    /// <returns>How long from now on nothing more may be moved; zero when work may go on at once.</returns>
    public TimeSpan Charge(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        var now = _time.GetElapsedTime(_start);
        var from = _paidUntil > now ? _paidUntil : now;
        _paidUntil = from + TimeSpan.FromSeconds((double)bytes / BytesPerSecond);
        return _paidUntil - now;
    }
}
