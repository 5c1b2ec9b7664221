using ActorBroker.Broker.Doors;

namespace ActorBroker.Hosting.Metrics;

/// <summary>What goes in and out: of the broker as a whole, without a label, and of each topic, as in Kafka.</summary>
internal sealed class TrafficFamilies(BrokerView view)
{
    public IEnumerable<MetricFamily> All =>
    [
        Family("bytesin", "bytes_in", "By", "Bytes of record batches that were appended.", traffic => traffic.BytesIn),
        Family("bytesout", "bytes_out", "By", "Bytes of record batches that were sent to consumers.", traffic => traffic.BytesOut),
        Family("messagesin", "messages_in", "{message}", "Records that were appended.", traffic => traffic.MessagesIn),
        Family("totalproducerequests", "produce_requests", "{request}", "Requests to produce, once for each partition that they name.", traffic => traffic.ProduceRequests),
        Family("totalfetchrequests", "fetch_requests", "{request}", "Requests to fetch, once for each partition that they name.", traffic => traffic.FetchRequests),
        Family("failedproducerequests", "failed_produce_requests", "{request}", "Requests to produce that were answered with an error.", traffic => traffic.FailedProduceRequests),
        Family("failedfetchrequests", "failed_fetch_requests", "{request}", "Requests to fetch that were answered with an error.", traffic => traffic.FailedFetchRequests),
    ];

    private MetricFamily Family(string name, string instrument, string unit, string help, Func<TrafficCounts, double> figure) =>
        MetricFamily.Counter($"kafka_server_brokertopicmetrics_{name}_total", $"topic.{instrument}", unit, help, sink =>
        {
            sink.Add(figure(view.Doors.Partitions.Traffic));
            foreach (var topic in view.Topology.Topics)
                sink.Add(figure(Of(topic)), topic.Labels);
        });

    private TrafficCounts Of(Topology.Topic topic)
    {
        var sum = default(TrafficCounts);
        foreach (var id in topic.Ids)
        {
            if (view.Doors.Partitions.Find(id) is { } hosted)
                sum += hosted.Traffic.Read();
        }

        return sum;
    }
}
