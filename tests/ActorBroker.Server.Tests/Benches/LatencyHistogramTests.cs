using ActorBroker.Server.Benches;

namespace ActorBroker.Server.Tests.Benches;

public sealed class LatencyHistogramTests
{
    private const double ErrorMax = 1.0 / 64;

    private static readonly double[] Percents = [0.1, 1, 25, 50, 90, 99, 99.9, 99.99, 100];

    [Fact]
    public void Percentiles_are_never_too_low_and_too_high_by_a_sixty_fourth_at_most()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var scale = random.Next(1, 50);
            long[] values = [.. Enumerable.Range(0, random.Next(1, 5_000)).Select(_ => random.NextInt64(1L << scale))];
            var histogram = Filled(values);
            Array.Sort(values);

            foreach (var percent in Percents)
            {
                var exact = values[(int)Math.Ceiling(values.Length * percent / 100) - 1];
                var found = histogram.Percentile(percent);
                Assert.True(found >= exact && found <= exact * (1 + ErrorMax), $"Seed {seed}: {percent} % is {found}, not {exact}.");
            }
        }
    }

    [Fact]
    public void Percentiles_rise_and_the_last_one_is_the_longest_exactly()
    {
        var random = new Random(1);
        var histogram = Filled([.. Enumerable.Range(0, 10_000).Select(_ => random.NextInt64(1L << random.Next(1, 40)))]);

        var percentiles = Percents.Select(histogram.Percentile).ToList();

        Assert.Equal(percentiles.Order(), percentiles);
        Assert.Equal(histogram.MaxMicroseconds, histogram.Percentile(100));
    }

    [Fact]
    public void Any_duration_has_a_place()
    {
        var histogram = Filled([-1, 0, 1, 127, 128, 129, long.MaxValue >> 6]);

        Assert.Equal((7, long.MaxValue >> 6), (histogram.Count, histogram.Percentile(100)));
        Assert.Equal(0, histogram.Percentile(1));
        Assert.Equal(127, histogram.Percentile(50));
    }

    [Fact]
    public void Without_a_duration_there_is_no_table()
    {
        Assert.Null(LatencyTable.Of(new LatencyHistogram()));
        Assert.Equal(0, new LatencyHistogram().Percentile(50));
    }

    private static LatencyHistogram Filled(long[] values)
    {
        var histogram = new LatencyHistogram();
        foreach (var value in values)
            histogram.Record(value);
        return histogram;
    }
}
