using ActorBroker.Broker.Doors;
using ActorBroker.Log.Disk;
using ActorBroker.Machines.Metadata;

namespace ActorBroker.Hosting.Metrics;

/// <summary>Partitions one by one: their offsets and roles as kafka_exporter tells them, their size and their in-sync replicas as Kafka does.</summary>
internal sealed class PartitionFamilies(BrokerView view)
{
    public IEnumerable<MetricFamily> All =>
    [
        MetricFamily.Gauge("kafka_topic_partitions", "topic.partitions", "{partition}", "How many partitions the topic has.", sink =>
        {
            foreach (var topic in view.Topology.Topics)
                sink.Add(topic.Image.Partitions.Count, topic.Labels);
        }),
        OfLed("current_offset", "The offset that consumers may read up to: the high watermark.", entry => entry.ReadableEnd(ReadLevel.HighWatermark).Value),
        OfLed("oldest_offset", "The first offset that can be read.", entry => entry.View!.Bounds.Start.Value),
        OfRoles("in_sync_replica", "How many replicas are in sync.", state => state.Isr.Length),
        OfRoles("leader", "The broker that leads; -1 for none.", state => state.Leader.Value),
        OfRoles("leader_is_preferred", "1 when the first of its replicas leads.", state => state.Leader == state.PreferredLeader ? 1 : 0),
        OfRoles("replicas", "How many replicas there are to be.", state => state.Replicas.Length),
        OfRoles("under_replicated_partition", "1 when not all replicas are in sync.", state => state.Isr.Length < state.Replicas.Length ? 1 : 0),
        OfIsr("underminisr", "1 when fewer replicas are in sync than an append with acks=all needs.", (isr, least) => isr < least),
        OfIsr("atminisr", "1 when just as many replicas are in sync as an append with acks=all needs.", (isr, least) => isr == least),
        MetricFamily.Gauge("kafka_log_log_size", "log.size", "By", "Bytes of record batches in the log.", CollectSizes),
    ];

    private IEnumerable<(Topology.Partition Partition, HostedPartition Hosted)> Led => view.Hosted.Where(each => each.Hosted.Entry.Status == PartitionStatus.Leader);

    private MetricFamily OfLed(string name, string help, Func<PartitionEntry, double> figure) =>
        MetricFamily.Gauge($"kafka_topic_partition_{name}", $"partition.{name}", "{offset}", help, sink =>
        {
            foreach (var (partition, hosted) in Led)
            {
                if (hosted.Entry is { View: not null } entry)
                    sink.Add(figure(entry), partition.Labels);
            }
        });

    private MetricFamily OfRoles(string name, string help, Func<PartitionImage, double> figure) =>
        MetricFamily.Gauge($"kafka_topic_partition_{name}", $"partition.{name}", "1", help, sink =>
        {
            foreach (var partition in view.Topology.Partitions)
                sink.Add(figure(partition.State), partition.Labels);
        });

    private MetricFamily OfIsr(string name, string help, Func<int, int, bool> predicate) =>
        MetricFamily.Gauge($"kafka_cluster_partition_{name}", $"partition.{name}", "1", help, sink =>
        {
            foreach (var (partition, hosted) in Led)
                sink.Add(predicate(partition.State.Isr.Length, BrokerView.LeastInSync(partition.State, hosted)) ? 1 : 0, partition.Labels);
        });

    private void CollectSizes(SampleSink sink)
    {
        foreach (var (partition, hosted) in view.Hosted)
        {
            if (SizeOf(hosted) is { } bytes)
                sink.Add(bytes, partition.Labels);
        }
    }

    private static long? SizeOf(HostedPartition hosted)
    {
        try
        {
            return hosted.MeasureBytes();
        }
        catch (LogDiskException)
        {
            // Its partition is told to be offline, and has no size.
            return null;
        }
    }
}
