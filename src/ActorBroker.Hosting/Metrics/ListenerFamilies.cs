using System.Collections.Concurrent;
using ActorBroker.Model.Measures;

namespace ActorBroker.Hosting.Metrics;

/// <summary>Connections and requests of the Kafka listener.</summary>
/// <param name="view">The broker.</param>
/// <param name="figures">What the listener counts, now.</param>
internal sealed class ListenerFamilies(BrokerView view, Func<ListenerFigures> figures)
{
    private readonly ConcurrentDictionary<DurationCounts, DurationWindow> _windows = new();

    public IEnumerable<MetricFamily> All =>
    [
        MetricFamily.Gauge("kafka_server_socket_server_metrics_connection_count", "connections", "{connection}", "Connections that are open.", sink =>
            AddListener(sink, of => of.Connections)),
        MetricFamily.Counter("kafka_server_socket_server_metrics_connection_creation_total", "connections.opened", "{connection}", "Connections that were taken.", sink =>
            AddListener(sink, of => of.Opened)),
        MetricFamily.Counter("kafka_server_socket_server_metrics_connection_close_total", "connections.closed", "{connection}", "Connections that are closed again.", sink =>
            AddListener(sink, of => of.Opened - of.Connections)),
        MetricFamily.Counter("kafka_network_requestmetrics_requests_total", "requests", "{request}", "Requests that were answered, or ended without an answer.", sink =>
        {
            foreach (var (api, counts) in figures().Requests.All)
                sink.Add(counts.Read().Count, new KeyValuePair<string, object?>("request", api));
        }),
        MetricFamily.Summary("kafka_network_requestmetrics_totaltimems", "requests.duration", "Milliseconds from when a request was taken to when its answer could be sent, with what it waited for.", sink =>
        {
            foreach (var (api, counts) in figures().Requests.All)
            {
                var (all, recent) = _windows.GetOrAdd(counts, each => new DurationWindow(each, view.Doors.Clock)).Read();
                sink.Add(all, recent, new KeyValuePair<string, object?>("request", api));
            }
        }),
        MetricFamily.Gauge("kafka_server_delayedoperationpurgatory_purgatorysize", "requests.waiting", "{request}", "Places at which fetches wait for more: one for each partition that they name.", sink =>
            sink.Add(view.Doors.Partitions.All.Sum(hosted => hosted.WaitingCount), new KeyValuePair<string, object?>("delayedOperation", "Fetch"))),
        MetricFamily.Gauge("actorbroker_requests_in_flight_bytes", "requests.in_flight", "By", "Bytes of requests that were taken and are not answered.", () => view.Doors.Credit.BytesInFlight),
    ];

    private void AddListener(SampleSink sink, Func<ListenerFigures, double> figure)
    {
        var now = figures();
        sink.Add(figure(now), new KeyValuePair<string, object?>("listener", now.Name));
    }
}
