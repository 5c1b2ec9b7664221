using System.Text;
using ActorBroker.Hosting.Metrics;
using ActorBroker.Model.Measures;

namespace ActorBroker.Hosting.Tests.Metrics;

public sealed class PrometheusTextTests
{
    [Fact]
    public void A_family_is_its_help_its_type_and_a_line_for_each_figure()
    {
        var family = MetricFamily.Counter("bytes_total", null, "By", "Bytes.", sink =>
        {
            sink.Add(3);
            sink.Add(0.5, new("topic", "orders"), new("partition", 7));
        });

        Assert.Equal("# HELP bytes_total Bytes.\n# TYPE bytes_total counter\nbytes_total 3\nbytes_total{topic=\"orders\",partition=\"7\"} 0.5\n", Text(family));
    }

    [Fact]
    public void A_family_without_a_figure_is_left_out()
    {
        Assert.Equal("", Text(MetricFamily.Gauge("nothing", null, "1", "Nothing.", _ => { })));
    }

    [Fact]
    public void What_would_break_a_line_is_escaped()
    {
        var family = MetricFamily.Gauge("g", null, "1", "back\\slash\nand \"quote\"", sink => sink.Add(1, new KeyValuePair<string, object?>("group", "a\\b\"c\nd é")));

        Assert.Equal("# HELP g back\\\\slash\\nand \"quote\"\n# TYPE g gauge\ng{group=\"a\\\\b\\\"c\\nd é\"} 1\n", Text(family));
    }

    [Fact]
    public void A_summary_is_its_quantiles_lately_and_its_sum_and_count_of_all()
    {
        var (all, recent) = (new DurationCounts(), new DurationCounts());
        all.Record(TimeSpan.FromMilliseconds(1_000));
        recent.Record(TimeSpan.FromMicroseconds(2));

        var page = new PrometheusPage(Text(MetricFamily.Summary("took", "took", "Took.", sink => sink.Add(all.Read(), recent.Read(), new KeyValuePair<string, object?>("request", "Fetch")))));

        Assert.Equal(["0.5", "0.75", "0.95", "0.98", "0.99", "0.999"], page.Of("took").Select(sample => sample.Split('"')[3]));
        Assert.Equal(0.002, page["took{request=\"Fetch\",quantile=\"0.99\"}"]);
        Assert.Equal((1_000, 1), (page["took_sum{request=\"Fetch\"}"], page["took_count{request=\"Fetch\"}"]));
    }

    [Fact]
    public void Large_and_small_numbers_are_written_so_that_they_are_read_as_they_were()
    {
        double[] numbers = [0, -1, 1.0 / 3, 1e15, 1e-9, long.MaxValue, 123456789012345];
        var page = new PrometheusPage(Text(MetricFamily.Gauge("n", null, "1", "N.", sink =>
        {
            foreach (var (index, number) in numbers.Index())
                sink.Add(number, new KeyValuePair<string, object?>("i", index));
        })));

        Assert.Equal(numbers, numbers.Select((_, index) => page[$"n{{i=\"{index}\"}}"]));
    }

    private static string Text(MetricFamily family) => Encoding.UTF8.GetString(PrometheusText.Of([family]));
}
