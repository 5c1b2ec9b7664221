using ActorBroker.Log.Tests.Support;

namespace ActorBroker.Log.Tests;

public sealed class ByteThrottleTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Bytes_wait_for_those_before_them()
    {
        var throttle = new ByteThrottle(_clock, bytesPerSecond: 1_000);

        Assert.Equal(TimeSpan.FromSeconds(0.5), throttle.Charge(500));
        Assert.Equal(TimeSpan.FromSeconds(1), throttle.Charge(500));
        _clock.Pass(TimeSpan.FromSeconds(0.75));
        Assert.Equal(TimeSpan.FromSeconds(0.25), throttle.Charge(0));
    }

    [Fact]
    public void A_pause_is_not_made_up_for()
    {
        var throttle = new ByteThrottle(_clock, bytesPerSecond: 1_000);
        _clock.Pass(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.Zero, throttle.Charge(0));
        Assert.Equal(TimeSpan.FromSeconds(2), throttle.Charge(2_000));
    }

    [Fact]
    public void Work_that_waits_as_it_is_told_keeps_the_rate()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var throttle = new ByteThrottle(_clock, bytesPerSecond: 50_000);
        var moved = 0L;
        for (var round = 0; round < 1_000; round++)
        {
            var bytes = random.Next(10_000);
            moved += bytes;
            _clock.Pass(throttle.Charge(bytes));
        }

        var seconds = _clock.GetElapsedTime(0).TotalSeconds;
        Assert.True(Math.Abs((moved / seconds) - 50_000) < 50, $"Seed {seed}: {moved / seconds} bytes per second");
    }
}
