using System.Text.Json;
using ActorBroker.Model;
using ActorBroker.Server.Tests.Support;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Tests.Clusters;

public sealed class ClusterCommandTests(RunningBroker broker) : IClassFixture<RunningBroker>
{
    [Fact]
    public void Brokers_are_told_with_what_they_lead()
    {
        broker.CreateTopic("led", 3);

        var text = broker.Run("cluster", "info").Output;
        var info = broker.Json("cluster", "info");

        Assert.Matches("^cluster [A-Za-z0-9_-]{22}  1 broker", text);
        var told = Assert.Single(info.GetProperty("brokers").EnumerateArray());
        Assert.Equal((1, broker.Address), (told.GetProperty("id").GetInt32(), $"{told.GetProperty("host").GetString()}:{told.GetProperty("port").GetInt32()}"));
        Assert.True(told.GetProperty("isController").GetBoolean());
        Assert.Equal(info.GetProperty("partitions").GetInt32(), told.GetProperty("leads").GetInt32());
    }

    [Fact]
    public void A_cluster_that_is_well_ends_with_success()
    {
        var result = broker.Run("cluster", "health");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith("well: ", result.Output, StringComparison.Ordinal);
        Assert.True(broker.Json("cluster", "health").GetProperty("isWell").GetBoolean());
    }

    [Fact]
    public void A_cluster_that_is_not_ends_with_failure_and_says_what_is_wrong()
    {
        ScriptedBroker? sick = null;
        using var scripted = sick = new ScriptedBroker(request => request is MetadataRequest ? SickMetadata(sick!) : null);

        var text = ServerCommand.Run("cluster", "health", "-b", scripted.Address);
        var json = ServerCommand.Run("cluster", "health", "-b", scripted.Address, "-o", "json");

        Assert.Equal((ExitCode.Failed, ExitCode.Failed), (text.ExitCode, json.ExitCode));
        Assert.Equal(
            """
            not well:
              no controller: topics and configurations cannot be changed until the quorum elects one
              1 of 3 partitions are offline, nobody can write to them or read them: orders-1
              1 of 3 partitions are under-replicated, they would not survive as many failures as they should: orders-2
              brokers 2 are gone though they keep partitions; start them again, or move the partitions

            """,
            text.Output);
        Assert.Equal("orders-1", JsonDocument.Parse(json.Output).RootElement.GetProperty("offline")[0].GetString());
    }

    [Fact]
    public void A_cluster_that_becomes_well_within_the_wait_ends_with_success()
    {
        ScriptedBroker? recovering = null;
        var answers = 0;
        using var scripted = recovering = new ScriptedBroker(request => answers++ < 2 ? SickMetadata(recovering!) : recovering!.Metadata());

        var waited = ServerCommand.Run("cluster", "health", "-b", scripted.Address, "--wait", "2m");

        Assert.Equal((ExitCode.Done, "well: 1 broker, 0 partitions, all led and in sync\n"), (waited.ExitCode, waited.Output));
    }

    [Fact]
    public void A_cluster_that_stays_as_it_is_or_away_is_told_so_when_the_wait_is_over()
    {
        ScriptedBroker? sick = null;
        using var scripted = sick = new ScriptedBroker(_ => SickMetadata(sick!));

        var stayed = ServerCommand.Run("cluster", "health", "-b", scripted.Address, "--wait", "300ms");
        var away = ServerCommand.Run("cluster", "health", "-b", "127.0.0.1:1", "--wait", "300ms");

        Assert.Equal((ExitCode.Failed, ExitCode.Unreachable), (stayed.ExitCode, away.ExitCode));
        Assert.StartsWith("not well:", stayed.Output, StringComparison.Ordinal);
        Assert.Contains("connection refused", away.Errors, StringComparison.Ordinal);
    }

    private static MetadataResponse SickMetadata(ScriptedBroker broker)
    {
        var metadata = broker.Metadata();
        metadata.ControllerId = BrokerId.None;
        var topic = new MetadataResponse.MetadataResponseTopic { Name = "orders" };
        metadata.Topics.Add(topic);
        topic.Partitions.Add(Partition(0, leader: 1, isr: [1]));
        topic.Partitions.Add(Partition(1, leader: -1, replicas: [2], isr: [2]));
        topic.Partitions.Add(Partition(2, leader: 1, replicas: [1, 2], isr: [1]));
        return metadata;
    }

    private static MetadataResponse.MetadataResponsePartition Partition(int index, int leader, int[] isr, int[]? replicas = null)
    {
        var partition = new MetadataResponse.MetadataResponsePartition { PartitionIndex = new(index), LeaderId = new(leader) };
        foreach (var node in isr)
            partition.IsrNodes.Add(new(node));
        foreach (var node in replicas ?? isr)
            partition.ReplicaNodes.Add(new(node));
        return partition;
    }
}
