using System.Diagnostics.Metrics;
using ActorBroker.Hosting.Tests.Support;
using ActorBroker.Listener.Tests.Support;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Hosting.Tests.Metrics;

public sealed class BrokerMetricsTests
{
    [Fact]
    public async Task Requests_are_counted_and_timed_by_their_api()
    {
        await using var served = await ServedHost.StartAsync();
        served.CreateTopic("orders");
        for (var round = 0; round < 5; round++)
            Assert.Equal(ErrorCode.None, served.Produce("orders", "a"));

        var page = await served.MetricsAsync();

        Assert.Equal(5, page["kafka_network_requestmetrics_requests_total{request=\"Produce\"}"]);
        Assert.Equal(5, page["kafka_network_requestmetrics_totaltimems_count{request=\"Produce\"}"]);
        Assert.Equal(1, page["kafka_network_requestmetrics_requests_total{request=\"CreateTopics\"}"]);
        Assert.InRange(page["kafka_network_requestmetrics_totaltimems{request=\"Produce\",quantile=\"0.999\"}"], 0.001, 1.125 * page["kafka_network_requestmetrics_totaltimems_sum{request=\"Produce\"}"]);
        Assert.DoesNotContain(page.Samples.Keys, sample => sample.Contains("request=\"Fetch\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connections_are_counted_as_they_come_and_go()
    {
        await using var served = await ServedHost.StartAsync();
        using (var second = new WireClient(served.Host.KafkaEndPoint))
            Assert.Equal((2, 2, 0), Connections(await served.MetricsAsync()));

        await served.GetAsync("/metrics", body => body.Contains("kafka_server_socket_server_metrics_connection_count{listener=\"PLAINTEXT\"} 1\n", StringComparison.Ordinal));

        Assert.Equal((1, 2, 1), Connections(await served.MetricsAsync()));
    }

    [Fact]
    public async Task Logs_tell_their_offsets_sizes_flushes_and_roles()
    {
        await using var served = await ServedHost.StartAsync();
        served.CreateTopic("orders");
        var batch = ServedHost.Batch(1_000, "a", "b", "c");
        Assert.Equal(ErrorCode.None, served.Produce("orders", batch));

        var page = await served.MetricsAsync();

        Assert.Equal((3, 0), (Partition(page, "current_offset"), Partition(page, "oldest_offset")));
        Assert.Equal((1, 1, 1, 1, 0), (Partition(page, "leader"), Partition(page, "leader_is_preferred"), Partition(page, "replicas"), Partition(page, "in_sync_replica"), Partition(page, "under_replicated_partition")));
        Assert.Equal(batch.Length, page["kafka_log_log_size{topic=\"orders\",partition=\"0\"}"]);
        Assert.Equal((1, 1), (page["kafka_cluster_partition_atminisr{topic=\"orders\",partition=\"0\"}"], page["kafka_topic_partitions{topic=\"orders\"}"]));
        Assert.Equal(0, page["kafka_cluster_partition_underminisr{topic=\"orders\",partition=\"0\"}"]);
        Assert.InRange(page["kafka_log_logflushstats_logflushrateandtimems_count"], 1, 10);
    }

    [Fact]
    public async Task A_log_of_several_segments_tells_its_whole_size_after_a_start()
    {
        var batch = ServedHost.Batch(1_000, new string('x', 700_000));
        var first = await ServedHost.StartAsync();
        first.CreateTopic("orders", configs: ("segment.bytes", "1048576"));
        Assert.Equal((ErrorCode.None, ErrorCode.None), (first.Produce("orders", batch), first.Produce("orders", batch)));
        await first.DisposeAsync();

        await using var second = await ServedHost.StartAsync(disk: first.Disk);
        await second.GetAsync("/metrics", body => body.Contains("kafka_log_log_size{topic=\"orders\",partition=\"0\"}", StringComparison.Ordinal));
        var page = await second.MetricsAsync();

        Assert.Equal(2 * batch.Length, page["kafka_log_log_size{topic=\"orders\",partition=\"0\"}"]);
    }

    [Fact]
    public async Task The_cluster_and_its_controller_are_told()
    {
        await using var served = await ServedHost.StartAsync("actorbroker.node.id = 4");
        served.CreateTopic("orders", partitions: 3);

        var page = await served.MetricsAsync();

        Assert.Equal((3, 3, 0), (Replicas(page, "partitioncount"), Replicas(page, "leadercount"), Replicas(page, "underreplicatedpartitions")));
        Assert.Equal((0, 3), (Replicas(page, "underminisrpartitioncount"), Replicas(page, "atminisrpartitioncount")));
        Assert.Equal((1, 1, 0), (Controller(page, "activecontrollercount"), Controller(page, "activebrokercount"), Controller(page, "fencedbrokercount")));
        Assert.Equal((1, 3, 0), (Controller(page, "globaltopiccount"), Controller(page, "globalpartitioncount"), Controller(page, "offlinepartitionscount")));
        Assert.Equal((4, 1), (page["kafka_server_raftmetrics_current_leader"], page["kafka_brokers"]));
        Assert.Equal(1, page[$"kafka_broker_info{{address=\"{served.Host.KafkaEndPoint}\",id=\"4\"}}"]);
        Assert.InRange(page["kafka_server_raftmetrics_high_watermark"], 5, 1_000);
    }

    [Fact]
    public async Task A_disk_that_fails_shows_as_an_offline_directory_and_replica()
    {
        await using var served = await ServedHost.StartAsync();
        served.CreateTopic("orders", partitions: 2);
        Assert.Equal(0, (await served.MetricsAsync())["kafka_log_logmanager_offlinelogdirectorycount"]);
        served.Disk.Fault = operation => operation.Kind == DiskOperationKind.Write && operation.Path.EndsWith(".log", StringComparison.Ordinal) && operation.Path.StartsWith("/data/logs/", StringComparison.Ordinal) ? DiskFault.Failed : null;
        Assert.Equal(ErrorCode.KafkaStorageError, served.Produce("orders", "a"));

        var page = await served.MetricsAsync();

        Assert.Equal(1, page["kafka_log_logmanager_offlinelogdirectorycount"]);
        Assert.Equal((1, 1), (Replicas(page, "offlinereplicacount"), Replicas(page, "leadercount")));
        Assert.Equal(1, page["kafka_server_brokertopicmetrics_failedproducerequests_total{topic=\"orders\"}"]);
    }

    [Fact]
    public async Task The_process_is_told_under_the_names_that_all_use()
    {
        await using var served = await ServedHost.StartAsync();

        var page = await served.MetricsAsync();

        Assert.InRange(page["process_cpu_seconds_total"], 0.01, 1e6);
        Assert.InRange(page["process_resident_memory_bytes"], 1e6, 1e12);
        Assert.InRange(page["process_open_fds"], 3, 1e6);
        Assert.Equal(3, page.Of("dotnet_gc_collections_total").Count());
    }

    [Fact]
    public async Task Whoever_listens_to_meters_sees_what_the_page_shows_until_the_broker_stops()
    {
        var seen = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, of) =>
        {
            if (instrument.Meter is { Name: "ActorBroker", Tags: { } tags } && tags.Contains(new("broker", 77)))
                of.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            seen[$"{instrument.Name} {string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}".TrimEnd()] = value);
        listener.Start();
        await using var served = await ServedHost.StartAsync("actorbroker.node.id = 77");
        served.CreateTopic("orders");
        Assert.Equal(ErrorCode.None, served.Produce("orders", "a", "b"));

        listener.RecordObservableInstruments();

        Assert.Equal((2, 2), (seen["actorbroker.topic.messages_in"], seen["actorbroker.topic.messages_in topic=orders"]));
        Assert.Equal((1, 1), (seen["actorbroker.requests.duration.count request=Produce"], seen["actorbroker.connections listener=PLAINTEXT"]));
        Assert.Equal(2, seen["actorbroker.partition.current_offset topic=orders,partition=0"]);
        await served.Host.StopAsync();
        seen.Clear();
        listener.RecordObservableInstruments();
        Assert.Empty(seen);
    }

    [ToolFact("promtool")]
    public async Task Prometheus_own_tool_reads_the_page_and_objects_to_nothing_but_prescribed_names()
    {
        await using var served = await ServedHost.StartAsync();
        served.CreateTopic("orders");
        await served.FindGroupsAsync();
        Assert.Equal(ErrorCode.None, served.Produce("orders", "a"));
        served.Commit("readers", "orders", 0);
        var (_, page) = await served.GetAsync("/metrics");

        var objections = Promtool.Check(page);

        // Gauges that end as Prometheus would have only summaries do, and a label in camel case: dashboards know them so.
        Assert.Equal(
            ["kafka_consumergroup_current_offset_sum", "kafka_consumergroup_lag_sum", "kafka_server_delayedoperationpurgatory_purgatorysize", "kafka_server_socket_server_metrics_connection_count"],
            objections.Select(objection => objection.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    private static (double Count, double Opened, double Closed) Connections(PrometheusPage page) => (
        page["kafka_server_socket_server_metrics_connection_count{listener=\"PLAINTEXT\"}"],
        page["kafka_server_socket_server_metrics_connection_creation_total{listener=\"PLAINTEXT\"}"],
        page["kafka_server_socket_server_metrics_connection_close_total{listener=\"PLAINTEXT\"}"]);

    private static double Partition(PrometheusPage page, string name) => page[$"kafka_topic_partition_{name}{{topic=\"orders\",partition=\"0\"}}"];

    private static double Replicas(PrometheusPage page, string name) => page[$"kafka_server_replicamanager_{name}"];

    private static double Controller(PrometheusPage page, string name) => page[$"kafka_controller_kafkacontroller_{name}"];
}
