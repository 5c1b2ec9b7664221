namespace Akka.Actor;

/// <summary>Cancels timers, after a delay if wanted, and follows other cancelables. Cancelling takes constant time and takes the timer off the wheel.</summary>
public class Cancelable : ICancelable, IDisposable
{
    private readonly IActionScheduler _scheduler;
    private CancellationTokenSource? _source;
    private WheelTimer? _timer;
    private volatile bool _isCancelled;

    /// <summary>Not cancelled yet.</summary>
    /// <param name="scheduler">Counts the delays of <see cref="CancelAfter(TimeSpan)"/>.</param>
    public Cancelable(IActionScheduler scheduler) => _scheduler = scheduler;

    /// <summary>Not cancelled yet, but to be after a delay.</summary>
    public Cancelable(IActionScheduler scheduler, TimeSpan delay)
        : this(scheduler) => CancelAfter(delay);

    /// <summary>Not cancelled yet.</summary>
    public Cancelable(IScheduler scheduler)
        : this(scheduler.Advanced)
    {
    }

    /// <summary>Not cancelled yet, but to be after a delay.</summary>
    public Cancelable(IScheduler scheduler, TimeSpan delay)
        : this(scheduler.Advanced, delay)
    {
    }

    /// <summary>Not cancelled yet, but to be after a delay in milliseconds.</summary>
    public Cancelable(IScheduler scheduler, int millisecondsDelay)
        : this(scheduler.Advanced, TimeSpan.FromMilliseconds(millisecondsDelay))
    {
    }

    /// <inheritdoc/>
    public bool IsCancellationRequested => _isCancelled;

    /// <summary>Whether <see cref="Dispose()"/> was called.</summary>
    public bool IsDisposed { get; private set; }

    /// <inheritdoc/>
    public CancellationToken Token
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            var source = LazyInitializer.EnsureInitialized(ref _source, () => new CancellationTokenSource());
            if (_isCancelled)
                source.Cancel();
            return source.Token;
        }
    }

    /// <summary>One that is cancelled from the start.</summary>
    public static ICancelable CreateCanceled() => CanceledCancelable.Instance;

    /// <summary>One that is cancelled when any of the others is.</summary>
    public static ICancelable CreateLinkedCancelable(IActionScheduler scheduler, params ICancelable[] cancelables) =>
        CreateLinkedCancelable(scheduler, Array.ConvertAll(cancelables, cancelable => cancelable.Token));

    /// <summary>One that is cancelled when any of the tokens is.</summary>
    public static ICancelable CreateLinkedCancelable(IActionScheduler scheduler, params CancellationToken[] cancellationTokens)
    {
        var linked = new Cancelable(scheduler);
        foreach (var token in cancellationTokens)
            token.Register(static state => ((Cancelable)state!).Cancel(), linked);
        return linked;
    }

    /// <summary>One that is cancelled when any of the others is.</summary>
    public static ICancelable CreateLinkedCancelable(IScheduler scheduler, params ICancelable[] cancelables) =>
        CreateLinkedCancelable(scheduler.Advanced, cancelables);

    /// <summary>One that is cancelled when any of the tokens is.</summary>
    public static ICancelable CreateLinkedCancelable(IScheduler scheduler, params CancellationToken[] cancellationTokens) =>
        CreateLinkedCancelable(scheduler.Advanced, cancellationTokens);

    /// <inheritdoc/>
    public void Cancel() => Cancel(throwOnFirstException: false);

    /// <inheritdoc/>
    public void Cancel(bool throwOnFirstException)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (_isCancelled)
            return;

        _isCancelled = true;

        // Whoever attaches a timer or asks for the token after this fence sees the flag; whoever did before is seen here.
        Interlocked.MemoryBarrier();
        _timer?.Cancelled();
        _source?.Cancel(throwOnFirstException);
    }

    /// <inheritdoc/>
    public void CancelAfter(TimeSpan delay)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        _scheduler.ScheduleOnce(delay, Cancel, this);
    }

    /// <inheritdoc/>
    public void CancelAfter(int millisecondsDelay) => CancelAfter(TimeSpan.FromMilliseconds(millisecondsDelay));

    /// <summary>Releases the token. What was cancelled stays so; what was not can no longer be.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what this holds.</summary>
    /// <param name="disposing">False when called from a finaliser.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (IsDisposed || !disposing)
            return;

        IsDisposed = true;
        _source?.Dispose();
    }

    /// <summary>Lets the wheel hear of the cancellation at once. Only the first timer does; others notice when they fall due.</summary>
    internal void Attach(WheelTimer timer)
    {
        if (Interlocked.CompareExchange(ref _timer, timer, null) is null && _isCancelled)
            timer.Cancelled();
    }

    private sealed class CanceledCancelable : ICancelable
    {
        public static readonly CanceledCancelable Instance = new();

        public bool IsCancellationRequested => true;

        public CancellationToken Token { get; } = new(canceled: true);

        public void Cancel()
        {
        }

        public void Cancel(bool throwOnFirstException)
        {
        }

        public void CancelAfter(TimeSpan delay)
        {
        }

        public void CancelAfter(int millisecondsDelay)
        {
        }
    }
}
