using ActorBroker.Broker.Doors;
using ActorBroker.Hosting.Configuration;
using ActorBroker.Hosting.Http;

namespace ActorBroker.Hosting.Metrics;

/// <summary>All figures of a broker: as a page in Prometheus' format, and as instruments of a meter.</summary>
/// <remarks>Nobody counts for it: it reads what the parts of the broker count anyway, when it is asked. Any thread.</remarks>
internal sealed class BrokerMetrics : IDisposable
{
    private readonly GroupFigures _groups;
    private readonly MetricFamily[] _families;
    private readonly BrokerMeter _meter;

    /// <param name="doors">The broker.</param>
    /// <param name="options">What its operator says of metrics.</param>
    /// <param name="listener">What its listener counts, now.</param>
    public BrokerMetrics(BrokerDoors doors, MetricsOptions options, Func<ListenerFigures> listener)
    {
        var view = new BrokerView(doors, options);
        _groups = new GroupFigures(view);
        _families =
        [
            .. new TrafficFamilies(view).All,
            .. new ListenerFamilies(view, listener).All,
            .. new StorageFamilies(view).All,
            .. new ClusterFamilies(view).All,
            .. new PartitionFamilies(view).All,
            .. new GroupFamilies(view, _groups).All,
            .. ProcessFamilies.All,
        ];
        _meter = new BrokerMeter(doors.Broker, _families);
    }

    /// <summary>The families, in the order of the page.</summary>
    public IReadOnlyList<MetricFamily> Families => _families;

    /// <summary>The page.</summary>
    public async Task<HttpAnswer> PageAsync()
    {
        await _groups.RefreshAsync();
        return new HttpAnswer(200, PrometheusText.ContentType, PrometheusText.Of(_families));
    }

    public void Dispose() => _meter.Dispose();
}
