using ActorBroker.Broker.Doors;

namespace ActorBroker.Hosting.Metrics;

/// <summary>The log directories and their flushes.</summary>
internal sealed class StorageFamilies(BrokerView view)
{
    private readonly DurationWindow _flushes = new(view.Doors.Flushes, view.Doors.Clock);

    public IEnumerable<MetricFamily> All =>
    [
        MetricFamily.Summary("kafka_log_logflushstats_logflushrateandtimems", "log.flushes", "Milliseconds that flushes of logs took.", sink =>
        {
            var (all, recent) = _flushes.Read();
            sink.Add(all, recent);
        }),
        MetricFamily.Gauge("kafka_log_logmanager_offlinelogdirectorycount", "log.directories.offline", "{directory}", "Log directories that failed, or of which a log did.", sink =>
        {
            if (view.Doors.LogDirectories is { } directories)
                sink.Add(directories.All.Count(directory => directory.Failure is not null || Failed().Any(directory.Contains)));
        }),
    ];

    private IEnumerable<Model.PartitionId> Failed() => view.Doors.Partitions.All.Where(hosted => hosted.Entry.Status == PartitionStatus.Failed).Select(hosted => hosted.Id);
}
