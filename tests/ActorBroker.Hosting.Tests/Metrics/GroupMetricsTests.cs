using ActorBroker.Hosting.Tests.Support;
using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Hosting.Tests.Metrics;

public sealed class GroupMetricsTests
{
    private const string AskAlways = "actorbroker.metrics.groups-interval = 1ms";
    private const string Orders = "{consumergroup=\"readers\",topic=\"orders\",partition=\"0\"}";

    private readonly StoppedTime _clock = new(DateTimeOffset.FromUnixTimeSeconds(10_000));

    [Fact]
    public async Task A_group_that_lags_tells_by_how_many_records_and_for_how_long()
    {
        await using var served = await StartAsync(AskAlways);
        Assert.Equal(ErrorCode.None, served.Produce("orders", ServedHost.Batch(9_000_000, "a", "b")));
        Assert.Equal(ErrorCode.None, served.Produce("orders", ServedHost.Batch(9_900_000, "c")));

        served.Commit("readers", "orders", 0);
        Assert.Equal((0, 3, 1_000), Figures(await served.MetricsAsync()));

        served.Commit("readers", "orders", 2);
        Assert.Equal((2, 1, 100), Figures(await served.MetricsAsync()));

        served.Commit("readers", "orders", 3);
        Assert.Equal((3, 0, 0), Figures(await served.MetricsAsync()));
    }

    [Fact]
    public async Task What_a_group_lags_is_told_by_topic_too()
    {
        await using var served = await StartAsync(AskAlways);
        Assert.Equal(ErrorCode.None, served.Produce("orders", ServedHost.Batch(1, "a", "b")));
        Assert.Equal(ErrorCode.None, served.Produce("orders", ServedHost.Batch(1, "c", "d", "e"), partition: 1));
        served.Commit("readers", "orders", 1);
        served.Commit("readers", "orders", 1, partition: 1);

        var page = await served.MetricsAsync();

        Assert.Equal(3, page["kafka_consumergroup_lag_sum{consumergroup=\"readers\",topic=\"orders\"}"]);
        Assert.Equal(2, page["kafka_consumergroup_current_offset_sum{consumergroup=\"readers\",topic=\"orders\"}"]);
        Assert.Equal(0, page["kafka_consumergroup_members{consumergroup=\"readers\"}"]);
    }

    [Fact]
    public async Task Members_of_a_group_are_counted()
    {
        await using var served = await StartAsync(AskAlways);
        using var client = new WireClient(served.Host.KafkaEndPoint);
        var member = new GroupClient(client, "readers");
        member.BeginJoin();
        Assert.Equal(ErrorCode.None, member.EndJoin());

        Assert.Equal(1, (await served.MetricsAsync())["kafka_consumergroup_members{consumergroup=\"readers\"}"]);
    }

    [Fact]
    public async Task Within_the_interval_groups_are_not_asked_again()
    {
        await using var served = await StartAsync("actorbroker.metrics.groups-interval = 1 day");
        served.Commit("readers", "orders", 0);
        Assert.Equal(0, Figures(await served.MetricsAsync()).Committed);
        Assert.Equal(ErrorCode.None, served.Produce("orders", ServedHost.Batch(1, "a")));
        served.Commit("readers", "orders", 1);

        var page = await served.MetricsAsync();

        Assert.Equal((0, 1), (page[$"kafka_consumergroup_current_offset{Orders}"], page[$"kafka_consumergroup_lag{Orders}"]));
        Assert.Empty(page.Of("kafka_consumergroup_lag_seconds"));
    }

    [Fact]
    public async Task Above_their_limit_groups_are_left_out_and_counted()
    {
        await using var served = await StartAsync($"{AskAlways}\nactorbroker.metrics.groups-max = 1");
        served.Commit("a", "orders", 0);
        served.Commit("b", "orders", 0);
        served.Commit("c", "orders", 0);

        var page = await served.MetricsAsync();

        Assert.Equal(["kafka_consumergroup_members{consumergroup=\"a\"}"], page.Of("kafka_consumergroup_members"));
        Assert.Equal(2, page["actorbroker_groups_left_out"]);
    }

    [Fact]
    public async Task Places_that_would_take_too_many_looks_have_their_turn_later_and_are_looked_at_once()
    {
        await using var served = await StartAsync($"{AskAlways}\nactorbroker.metrics.looks-max = 1");
        Assert.Equal(ErrorCode.None, served.Produce("orders", ServedHost.Batch(9_000_000, "a")));
        served.Commit("first", "orders", 0);
        served.Commit("second", "orders", 0);
        served.Commit("third", "orders", 0, partition: 1);
        Assert.Equal(ErrorCode.None, served.Produce("orders", ServedHost.Batch(9_500_000, "b"), partition: 1));

        var known = new List<int>();
        for (var round = 0; round < 3; round++)
            known.Add((await served.MetricsAsync()).Of("kafka_consumergroup_lag_seconds").Count());

        // The first two groups stand at the same place.
        Assert.Equal([2, 3, 3], known);
    }

    [Fact]
    public async Task A_group_without_a_record_to_read_and_one_of_a_deleted_topic_have_no_lag_in_time_to_look_up()
    {
        await using var served = await StartAsync($"{AskAlways}\nactorbroker.metrics.looks-max = 0");
        served.Commit("readers", "orders", 0);
        Assert.Equal(0, (await served.MetricsAsync())[$"kafka_consumergroup_lag_seconds{Orders}"]);

        served.DeleteTopic("orders");

        await served.GetAsync("/metrics", body => !body.Contains("kafka_consumergroup_lag", StringComparison.Ordinal));
    }

    private async Task<ServedHost> StartAsync(string hocon)
    {
        var served = await ServedHost.StartAsync(hocon, clock: _clock);
        served.CreateTopic("orders", partitions: 2);
        await served.FindGroupsAsync();
        return served;
    }

    private static (double Committed, double Lag, double Seconds) Figures(PrometheusPage page) => (
        page[$"kafka_consumergroup_current_offset{Orders}"],
        page[$"kafka_consumergroup_lag{Orders}"],
        page[$"kafka_consumergroup_lag_seconds{Orders}"]);

    /// <summary>The same moment whenever it is asked for; timers and durations go on as always.</summary>
    private sealed class StoppedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
