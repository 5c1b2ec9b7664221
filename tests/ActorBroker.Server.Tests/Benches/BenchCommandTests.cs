using System.Text.Json;
using ActorBroker.Server.Benches;
using ActorBroker.Server.Tests.Support;

namespace ActorBroker.Server.Tests.Benches;

public sealed class BenchCommandTests(RunningBroker broker) : IClassFixture<RunningBroker>
{
    private static readonly string[] Percentiles = ["p50", "p90", "p99", "p999", "max"];

    [Fact]
    public void What_was_written_is_what_lies_in_the_topic_and_what_is_read()
    {
        var written = Figures("bench", "produce", "load", "-n", "10001", "--clients", "3", "--partitions", "4", "--size", "50", "-z", "lz4");
        var read = Figures("bench", "consume", "load", "--clients", "2");

        Assert.Equal((10_001, 500_050), (written.GetProperty("records").GetInt64(), written.GetProperty("bytes").GetInt64()));
        Assert.Equal((10_001, 500_050), (read.GetProperty("records").GetInt64(), read.GetProperty("bytes").GetInt64()));
        Assert.Equal(10_001, broker.Done("consume", "load", "-e").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        AssertRises(written.GetProperty("latencyMs"));
        AssertRises(read.GetProperty("latencyMs"));
    }

    [Fact]
    public void Records_of_a_rate_are_all_read_back_beside_what_others_wrote()
    {
        broker.Produce("echo", "a stranger\n");

        var figures = Figures("bench", "e2e", "echo", "-n", "200", "--rate", "2000", "--clients", "2");

        Assert.Equal(200, figures.GetProperty("records").GetInt64());
        AssertRises(figures.GetProperty("latencyMs"));
    }

    [Fact]
    public void A_table_is_for_people()
    {
        var printed = broker.Done("bench", "produce", "table", "-n", "10");

        Assert.Matches(@"BENCH +RECORDS +SECONDS +RECORDS/S +MB/S *\nproduce +10 ", printed);
        Assert.Matches(@"LATENCY +P50 +P90 +P99 +P99\.9 +MAX *\nms ", printed);
    }

    [Fact]
    public void A_record_of_a_rate_has_its_time_whatever_became_of_those_before()
    {
        var pace = new Pace(start: 5_000, frequency: 1_000, rate: 4);

        Assert.Equal([5_000, 5_250, 5_500, 5_750, 6_000], Enumerable.Range(0, 5).Select(number => pace.TimeOf(number)));
        Assert.Equal(TimeSpan.FromMilliseconds(150), pace.Until(1, now: 5_100));
        Assert.Equal(TimeSpan.Zero, pace.Until(1, now: 9_000));
    }

    [Theory]
    [InlineData("--size must be", "produce", "--size", "-1")]
    [InlineData("--size must be 16", "e2e", "--size", "15")]
    [InlineData("--rate must be", "produce", "--rate", "0")]
    [InlineData("--clients must be", "consume", "--clients", "0")]
    [InlineData("--messages must be", "produce", "-n", "0")]
    [InlineData("is no duration", "produce", "-d", "soon")]
    public void A_wrong_option_is_told(string expected, params string[] arguments)
    {
        Assert.Contains(expected, broker.RunProcess(ExitCode.WrongUsage, ["bench", .. arguments]).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_a_topic_that_is_not_there_is_told()
    {
        Assert.Contains("UNKNOWN_TOPIC_OR_PARTITION", broker.RunProcess(ExitCode.Failed, ["bench", "consume", "nowhere"]).Errors, StringComparison.Ordinal);
    }

    private static void AssertRises(JsonElement latencies)
    {
        double[] found = [.. Percentiles.Select(name => latencies.GetProperty(name).GetDouble())];
        Assert.Equal(found.Order(), found);
        Assert.True(found[0] > 0);
    }

    private JsonElement Figures(params string[] arguments) =>
        JsonDocument.Parse(broker.Done([.. arguments, "--output", "json"])).RootElement.GetProperty("figures");
}
