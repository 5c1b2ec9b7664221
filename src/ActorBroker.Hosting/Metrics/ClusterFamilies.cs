using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Metadata;

namespace ActorBroker.Hosting.Metrics;

/// <summary>This broker's share of the cluster, the controller, and the log of the controller's decisions.</summary>
/// <remarks>Counts go over all partitions, whatever the limits of those that are told apart.</remarks>
internal sealed class ClusterFamilies(BrokerView view)
{
    public IEnumerable<MetricFamily> All => [.. Replicas, .. Controller, .. Decisions, .. Exporter];

    private IEnumerable<MetricFamily> Replicas =>
    [
        Manager("partitioncount", "Partitions that have a replica here.", () => view.Doors.Partitions.Count),
        Manager("leadercount", "Partitions that this broker leads.", () => Led.Count()),
        Manager("offlinereplicacount", "Replicas here whose disk failed.", () => view.Doors.Partitions.All.Count(hosted => hosted.Entry.Status == PartitionStatus.Failed)),
        Manager("underreplicatedpartitions", "Partitions led here of which not all replicas are in sync.", () => Led.Count(led => led.State.Isr.Length < led.State.Replicas.Length)),
        Manager("underminisrpartitioncount", "Partitions led here that take no append with acks=all: too few replicas are in sync.", () => Led.Count(led => led.State.Isr.Length < BrokerView.LeastInSync(led.State, led.Hosted))),
        Manager("atminisrpartitioncount", "Partitions led here of which no further replica may fall out of sync.", () => Led.Count(led => led.State.Isr.Length == BrokerView.LeastInSync(led.State, led.Hosted))),
    ];

    private IEnumerable<MetricFamily> Controller =>
    [
        Kafka("activecontrollercount", "1 where the controller is.", () => IsController ? 1 : 0),
        Kafka("activebrokercount", "Brokers that clients may be sent to.", () => Image.Brokers.Values.Count(broker => broker.IsActive)),
        Kafka("fencedbrokercount", "Brokers that are registered and away.", () => Image.Brokers.Values.Count(broker => broker.IsFenced)),
        Kafka("globaltopiccount", "Topics of the cluster.", () => Image.Topics.Count),
        Kafka("globalpartitioncount", "Partitions of the cluster.", () => Image.Topics.PartitionCount),
        Kafka("offlinepartitionscount", "Partitions that nobody leads.", () => States.Count(state => state.Leader == Model.BrokerId.None)),
        Kafka("preferredreplicaimbalancecount", "Partitions that another than their first replica leads.", () => States.Count(state => state.Leader != state.PreferredLeader)),
    ];

    private IEnumerable<MetricFamily> Decisions =>
    [
        Raft("current_leader", "The broker whose controller decides.", () => view.Doors.Broker.Value),
        Raft("current_epoch", "How often a controller began to decide.", () => Image.ControllerEpoch.Value),
        Raft("high_watermark", "The last decision that is kept, and known here.", () => Image.Offset.Value),
    ];

    private IEnumerable<MetricFamily> Exporter =>
    [
        MetricFamily.Gauge("kafka_brokers", "brokers", "{broker}", "Brokers that are registered.", () => Image.Brokers.Count),
        MetricFamily.Gauge("kafka_broker_info", null, "1", "1 for each registered broker, with its address.", sink =>
        {
            foreach (var broker in Image.Brokers.Values.OrderBy(broker => broker.Id.Value))
            {
                if (broker.Endpoints is [var first, ..])
                    sink.Add(1, new("address", $"{first.Host}:{first.Port}"), new("id", broker.Id.Value));
            }
        }),
        MetricFamily.Gauge("actorbroker_metrics_left_out", "metrics.left_out", "1", "What these metrics do not tell apart, because there is more than their limit.", sink =>
        {
            var topology = view.Topology;
            sink.Add(Image.Topics.Count - topology.Topics.Count, new KeyValuePair<string, object?>("kind", "topics"));
            sink.Add(Image.Topics.PartitionCount - topology.Partitions.Count, new KeyValuePair<string, object?>("kind", "partitions"));
        }),
    ];

    private MetadataImage Image => view.Doors.Metadata.Image;

    private IEnumerable<PartitionImage> States => Image.Topics.All.SelectMany(topic => topic.Partitions);

    /// <summary>A cluster has one node, and its controller runs there.</summary>
    private bool IsController => !view.Doors.Controller.Equals(Akka.Actor.ActorRefs.Nobody) && Image.ClusterId is not null;

    private IEnumerable<(PartitionImage State, HostedPartition Hosted)> Led =>
        from hosted in view.Doors.Partitions.All
        where hosted.Entry.Status == PartitionStatus.Leader
        let state = Image.Topics.Find(hosted.Id)
        where state is not null
        select (state, hosted);

    private static MetricFamily Manager(string name, string help, Func<double> value) =>
        MetricFamily.Gauge($"kafka_server_replicamanager_{name}", $"replicas.{name}", "1", help, value);

    private static MetricFamily Kafka(string name, string help, Func<double> value) =>
        MetricFamily.Gauge($"kafka_controller_kafkacontroller_{name}", $"controller.{name}", "1", help, value);

    private static MetricFamily Raft(string name, string help, Func<double> value) =>
        MetricFamily.Gauge($"kafka_server_raftmetrics_{name}", $"controller.{name}", "1", help, value);
}
