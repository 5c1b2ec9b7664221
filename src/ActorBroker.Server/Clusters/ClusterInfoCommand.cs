using System.CommandLine;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using Spectre.Console;

namespace ActorBroker.Server.Clusters;

/// <summary><c>actorbroker cluster info</c>.</summary>
internal static class ClusterInfoCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var command = new ClientCommand(client, "info", "Tells the cluster's id, its controller, and its brokers with what they lead and keep.", "cluster info");
        command.Does(async (_, context) =>
        {
            var metadata = await context.Cluster.RetryAsync(() => context.Cluster.MetadataAsync(null, cancellation: context.Cancellation), context.Cancellation);
            Write(context, metadata.ClusterId, [.. metadata.Brokers.OrderBy(broker => broker.NodeId.Value).Select(broker => InfoOf(broker, metadata))], metadata.Topics);
            return ExitCode.Done;
        });
        return command;
    }

    private static BrokerInfo InfoOf(MetadataResponse.MetadataResponseBroker broker, MetadataResponse metadata)
    {
        var partitions = metadata.Topics.SelectMany(topic => topic.Partitions).ToArray();
        return new(
            broker.NodeId.Value,
            broker.Host,
            broker.Port,
            broker.Rack,
            broker.NodeId == metadata.ControllerId,
            partitions.Count(partition => partition.LeaderId == broker.NodeId),
            partitions.Count(partition => partition.ReplicaNodes.Contains(broker.NodeId)));
    }

    private static void Write(CommandContext context, string? clusterId, BrokerInfo[] brokers, WireList<MetadataResponse.MetadataResponseTopic> topics)
    {
        var partitions = topics.Sum(topic => topic.Partitions.Count);
        context.Output.Write(new { clusterId, brokers, Topics = topics.Count, partitions }, console =>
        {
            console.WriteLine($"cluster {clusterId}  {Counted.Of(brokers.Length, "broker")}  {Counted.Of(topics.Count, "topic")}  {Counted.Of(partitions, "partition")}");
            console.WriteLine();
            var table = new TextTable("BROKER>", "HOST", "PORT>", "RACK", "CONTROLLER", "LEADS>", "KEEPS>");
            foreach (var broker in brokers)
                table.Add(broker.Id, broker.Host, broker.Port, broker.Rack, broker.IsController ? "yes" : "", broker.Leads, broker.Keeps);
            table.WriteTo(console);
        });
    }

    private sealed record BrokerInfo(int Id, string Host, int Port, string? Rack, bool IsController, int Leads, int Keeps);
}
