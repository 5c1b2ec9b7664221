using ActorBroker.Model.Measures;

namespace ActorBroker.Model.Tests.Measures;

public sealed class DurationCountsTests
{
    private readonly DurationCounts _counts = new();

    [Fact]
    public void A_quantile_is_the_duration_that_its_share_did_not_exceed_to_an_eighth()
    {
        for (var millisecond = 1; millisecond <= 1_000; millisecond++)
            _counts.Record(TimeSpan.FromMilliseconds(millisecond));

        var snapshot = _counts.Read();

        Assert.All([0.5, 0.9, 0.99, 1], share => Assert.InRange(snapshot.Quantile(share)!.Value.TotalMilliseconds, 1_000 * share * 0.875, 1_000 * share * 1.125));
        Assert.Equal((1_000, TimeSpan.FromMilliseconds(500_500)), (snapshot.Count, snapshot.Sum));
    }

    [Fact]
    public void Every_duration_falls_into_a_class_whose_middle_is_near()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        for (var round = 0; round < 10_000; round++)
        {
            var microseconds = random.NextInt64(1L << random.Next(1, 37));
            var counts = new DurationCounts();
            counts.Record(TimeSpan.FromMicroseconds(microseconds));

            var middle = counts.Read().Quantile(0.5)!.Value.TotalMicroseconds;

            Assert.True(Math.Abs(middle - microseconds) <= 0.125 * microseconds, $"seed {seed}: {microseconds} µs counts as {middle}");
        }
    }

    [Fact]
    public void What_came_between_two_moments_is_what_the_later_has_more()
    {
        _counts.Record(TimeSpan.FromSeconds(10));
        var before = _counts.Read();
        _counts.Record(TimeSpan.FromMicroseconds(3));

        var between = _counts.Read().Since(before);

        Assert.Equal((1, TimeSpan.FromMicroseconds(3), TimeSpan.FromMicroseconds(3)), (between.Count, between.Sum, between.Quantile(1)));
    }

    [Fact]
    public void Nothing_has_no_quantile()
    {
        Assert.Null(_counts.Read().Quantile(0.5));
        Assert.Null(DurationSnapshot.Empty.Quantile(1));
    }

    [Fact]
    public void What_is_too_short_or_too_long_counts_at_the_ends()
    {
        _counts.Record(TimeSpan.FromTicks(-5));
        _counts.Record(TimeSpan.FromDays(1_000));

        var snapshot = _counts.Read();

        Assert.Equal((2, TimeSpan.FromDays(1_000)), (snapshot.Count, snapshot.Sum));
        Assert.Equal(TimeSpan.Zero, snapshot.Quantile(0.5));
        Assert.InRange(snapshot.Quantile(1)!.Value, TimeSpan.FromHours(30), TimeSpan.FromHours(40));
    }
}
