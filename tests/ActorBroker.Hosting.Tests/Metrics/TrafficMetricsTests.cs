using ActorBroker.Hosting.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Hosting.Tests.Metrics;

public sealed class TrafficMetricsTests
{
    private const string Prefix = "kafka_server_brokertopicmetrics_";

    [Fact]
    public async Task What_is_produced_counts_for_its_topic_and_for_the_broker()
    {
        await using var served = await ServedHost.StartAsync();
        served.CreateTopic("orders", partitions: 2);
        served.CreateTopic("other");
        var batch = ServedHost.Batch(1_000, "a", "b", "c");
        Assert.Equal(ErrorCode.None, served.Produce("orders", batch));
        Assert.Equal(ErrorCode.None, served.Produce("orders", batch, partition: 1));
        Assert.Equal(ErrorCode.None, served.Produce("other", "d"));

        var page = await served.MetricsAsync();

        Assert.Equal((6, 1, 7), Figures(page, "messagesin"));
        Assert.Equal((2, 1, 3), Figures(page, "totalproducerequests"));
        Assert.Equal((0, 0, 0), Figures(page, "failedproducerequests"));
        Assert.Equal(2 * batch.Length, page[$"{Prefix}bytesin_total{{topic=\"orders\"}}"]);
    }

    [Fact]
    public async Task What_is_fetched_counts_its_bytes_and_what_fails_its_errors()
    {
        await using var served = await ServedHost.StartAsync();
        served.CreateTopic("orders");
        var batch = ServedHost.Batch(1_000, "a");
        Assert.Equal(ErrorCode.None, served.Produce("orders", batch));
        Assert.Equal(batch.Length, served.Fetch("orders", 0).Records.Length);
        Assert.Equal(0, served.Fetch("orders", 1).Records.Length);
        Assert.Equal(ErrorCode.OffsetOutOfRange, served.Fetch("orders", 9).ErrorCode);
        batch[^1] ^= 1;
        Assert.Equal(ErrorCode.CorruptMessage, served.Produce("orders", batch));

        var page = await served.MetricsAsync();

        Assert.Equal(batch.Length, page[$"{Prefix}bytesout_total{{topic=\"orders\"}}"]);
        Assert.Equal(batch.Length, page[$"{Prefix}bytesout_total"]);
        Assert.Equal((3, 1), (page[$"{Prefix}totalfetchrequests_total"], page[$"{Prefix}failedfetchrequests_total"]));
        Assert.Equal((2, 1), (page[$"{Prefix}totalproducerequests_total"], page[$"{Prefix}failedproducerequests_total"]));
    }

    [Fact]
    public async Task A_topic_that_goes_takes_its_figures_with_it_but_not_from_the_broker()
    {
        await using var served = await ServedHost.StartAsync();
        served.CreateTopic("orders");
        Assert.Equal(ErrorCode.None, served.Produce("orders", "a", "b"));
        served.DeleteTopic("orders");
        await served.GetAsync("/metrics", body => body.Contains("kafka_server_replicamanager_partitioncount 0\n", StringComparison.Ordinal));

        var page = await served.MetricsAsync();

        Assert.Equal([$"{Prefix}messagesin_total"], page.Of($"{Prefix}messagesin_total"));
        Assert.Equal(2, page[$"{Prefix}messagesin_total"]);
    }

    [Fact]
    public async Task Above_the_limits_topics_and_partitions_are_left_out_and_counted()
    {
        await using var served = await ServedHost.StartAsync("actorbroker.metrics { topics-max = 2, partitions-max = 3 }");
        foreach (var name in (string[])["a", "b", "c"])
            served.CreateTopic(name, partitions: 2);
        Assert.Equal(ErrorCode.None, served.Produce("c", "x"));

        var page = await served.MetricsAsync();

        Assert.Equal([$"{Prefix}messagesin_total", $"{Prefix}messagesin_total{{topic=\"a\"}}", $"{Prefix}messagesin_total{{topic=\"b\"}}"], page.Of($"{Prefix}messagesin_total"));
        Assert.Equal(1, page[$"{Prefix}messagesin_total"]);
        Assert.Equal(3, page.Of("kafka_log_log_size").Count());
        Assert.Equal((1, 3), (page["actorbroker_metrics_left_out{kind=\"topics\"}"], page["actorbroker_metrics_left_out{kind=\"partitions\"}"]));
    }

    private static (double Orders, double Other, double All) Figures(PrometheusPage page, string name) =>
        (page[$"{Prefix}{name}_total{{topic=\"orders\"}}"], page[$"{Prefix}{name}_total{{topic=\"other\"}}"], page[$"{Prefix}{name}_total"]);
}
