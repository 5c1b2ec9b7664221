using ActorBroker.Compatibility.Tests.Support;

namespace ActorBroker.Compatibility.Tests;

/// <summary>What every client's group sees of a broker that is stopped, killed, and comes back at the same address.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly TempDirectory _data = new();
    private ServerProcess _server;

    public RestartTests() => _server = Start("127.0.0.1:0");

    [ToolTheory("confluent-kafka-python", "kafka-python", "kafkajs", "platformatic-kafka", "sarama", "confluent-kafka-dotnet", "kcat", KafkaProcess.Program, "java")]
    [InlineData("confluent-kafka-python")]
    [InlineData("kafka-python")]
    [InlineData("kafkajs")]
    [InlineData("platformatic-kafka")]
    [InlineData("sarama")]
    [InlineData("confluent-kafka-dotnet")]
    [InlineData(VerifiableConsumer.Client)]
    public void A_group_lives_through_a_restart_and_a_kill_and_its_next_member_begins_where_it_was(string tool)
    {
        using var members = new GroupMembers(tool, _server.Address, "orders");
        members.Produce("first");
        var readers = members.Join("readers", 2);
        GroupMembers.AwaitAll(readers, "first");

        Assert.Equal(0, _server.Stop());
        Restart();
        members.Produce("restarted");
        GroupMembers.AwaitAll(readers, "restarted");

        _server.Kill();
        Restart();
        members.Produce("killed");
        GroupMembers.AwaitAll(readers, "killed");

        foreach (var reader in readers)
            reader.Kill();
        members.Produce("last");
        var next = members.Join("readers", 1);
        GroupMembers.AwaitAll(next, "last");
        Assert.DoesNotContain(next[0].Lines, line => line.StartsWith("read first-", StringComparison.Ordinal) || line.StartsWith("read restarted-", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _server.Dispose();
        _data.Dispose();
    }

    private ServerProcess Start(string address) => new(
        _data.Path, "-X", $"actorbroker.kafka.listen=\"{address}\"", "-X", "group.initial.rebalance.delay.ms=0", "-X", "actorbroker.controller.partition-count-default=3");

    private void Restart()
    {
        var address = _server.Address;
        _server.Dispose();
        _server = Start(address);
    }
}
