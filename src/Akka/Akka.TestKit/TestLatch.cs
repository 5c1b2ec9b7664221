using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>Stays closed until it was counted down; then whoever waits for it goes on. Any thread may use it.</summary>
public class TestLatch
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly Func<TimeSpan, TimeSpan> _dilate;
    private readonly TimeSpan _defaultTimeout;
    private readonly CountdownEvent _left;

    public TestLatch()
        : this(1)
    {
    }

    public TestLatch(int count)
        : this(static timeout => timeout, DefaultTimeout, count)
    {
    }

    protected internal TestLatch(Func<TimeSpan, TimeSpan> dilate, TimeSpan defaultTimeout, int count)
    {
        _dilate = dilate;
        _defaultTimeout = defaultTimeout;
        _left = new CountdownEvent(count);
    }

    public bool IsOpen => _left.IsSet;

    /// <summary>One less; a latch that is open stays so.</summary>
    public void CountDown()
    {
        lock (_left)
        {
            if (!_left.IsSet)
                _left.Signal();
        }
    }

    public void Open()
    {
        lock (_left)
        {
            if (!_left.IsSet)
                _left.Signal(_left.CurrentCount);
        }
    }

    /// <summary>Closes it again, with its first count.</summary>
    public void Reset() => _left.Reset();

    /// <exception cref="TimeoutException">It did not open in time.</exception>
    public void Ready() => Ready(_defaultTimeout);

    /// <param name="timeout">Dilated when the latch was made by a test kit.</param>
    /// <exception cref="TimeoutException">It did not open in time.</exception>
    public void Ready(TimeSpan timeout)
    {
        var limit = _dilate(timeout);
        if (!_left.Wait(limit))
            throw new TimeoutException($"The latch did not open within {Words.Seconds(limit)}; {_left.CurrentCount} of {_left.InitialCount} are left");
    }
}
