using ActorBroker.Broker.Doors;
using ActorBroker.Hosting.Configuration;
using ActorBroker.Machines.Metadata;

namespace ActorBroker.Hosting.Metrics;

/// <summary>What all families look at: the doors, and the topology, made anew only when the metadata changed.</summary>
/// <remarks>Any thread.</remarks>
internal sealed class BrokerView(BrokerDoors doors, MetricsOptions options)
{
    private Topology _topology = new(doors.Metadata.Image, options);

    /// <summary>How many replicas have to be in sync for an append with acks=all: as in Kafka, no more than there are.</summary>
    public static int LeastInSync(PartitionImage state, HostedPartition hosted) => Math.Min(hosted.Entry.Settings.MinInSyncReplicas, state.Replicas.Length);

    public BrokerDoors Doors => doors;

    public MetricsOptions Options => options;

    /// <summary>The topics and partitions as they are now.</summary>
    public Topology Topology
    {
        get
        {
            var image = doors.Metadata.Image;
            var topology = Volatile.Read(ref _topology);
            if (ReferenceEquals(topology.Image, image))
                return topology;

            topology = new Topology(image, options);
            Volatile.Write(ref _topology, topology);
            return topology;
        }
    }

    /// <summary>The partitions of metrics that this broker hosts.</summary>
    public IEnumerable<(Topology.Partition Partition, HostedPartition Hosted)> Hosted =>
        from partition in Topology.Partitions
        let hosted = doors.Partitions.Find(partition.Id)
        where hosted is not null
        select (partition, hosted);
}
