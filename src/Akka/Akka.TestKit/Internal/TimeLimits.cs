namespace Akka.TestKit.Internal;

/// <summary>How long expectations of one test kit or probe may take: what the test says, the end of the innermost <c>Within</c>, the default.</summary>
internal sealed class TimeLimits(TestKitSettings settings, TestClock clock, ITestKitAssertions assertions)
{
    private TimeSpan? _end;

    /// <summary>
    /// True after an expectation that may wait for the end of its time: the block around it is not blamed for the moment by which it overslept.
    /// </summary>
    public bool LastMayUseUp { get; set; }

    /// <exception cref="InvalidOperationException">Not called inside of <c>Within</c>.</exception>
    public TimeSpan Remaining => (_end ?? throw new InvalidOperationException("Remaining may only be read inside of Within")) - clock.Now;

    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(settings.SingleExpectDefault));

    /// <exception cref="ArgumentException">The duration is infinite or negative.</exception>
    public TimeSpan Dilated(TimeSpan duration) => duration >= TimeSpan.Zero
        ? duration * settings.TestTimeFactor
        : throw new ArgumentException($"A time limit must be finite and not negative, and is {duration}", nameof(duration));

    public TimeSpan RemainingOr(TimeSpan duration) => _end - clock.Now ?? duration;

    public TimeSpan RemainingOrDilated(TimeSpan? duration) => duration is { } given ? Dilated(given) : RemainingOrDefault;

    /// <summary>The same, for waiting: what is over is zero.</summary>
    public TimeSpan Limit(TimeSpan? duration) => NotNegative(RemainingOrDilated(duration));

    public static TimeSpan NotNegative(TimeSpan duration) => duration < TimeSpan.Zero ? TimeSpan.Zero : duration;

    /// <summary>Runs a block that must take at least <paramref name="min"/> and at most <see cref="Waiting.Max"/>, dilated.</summary>
    public async ValueTask<T> Within<T>(TimeSpan min, Waiting wait, TimeSpan? epsilon, Func<Task<T>> block)
    {
        var hint = Words.Hint(wait.Hint);
        var start = clock.Now;
        var outerEnd = _end;
        var left = RemainingOr(TimeSpan.MaxValue);
        var max = Dilated(wait.Max!.Value) is var asked && asked < left ? asked : left;
        assertions.AssertTrue(max >= min, "{0}", $"The block must take at least {Words.Seconds(min)}, but only {Words.Seconds(max)} are left{hint}");
        LastMayUseUp = false;
        _end = start + max;
        T result;
        try
        {
            wait.Cancellation.ThrowIfCancellationRequested();
            result = await block().ConfigureAwait(false);
        }
        finally
        {
            _end = outerEnd;
        }

        var took = clock.Now - start;
        assertions.AssertTrue(took >= min, "{0}", $"The block took {Words.Seconds(took)}; expected at least {Words.Seconds(min)}{hint}");
        assertions.AssertTrue(
            LastMayUseUp || took <= max + epsilon.GetValueOrDefault(), "{0}", $"The block took {Words.Seconds(took)}; expected at most {Words.Seconds(max)}{hint}");
        return result;
    }
}
