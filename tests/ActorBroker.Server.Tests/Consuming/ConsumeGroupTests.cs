using ActorBroker.Server.Tests.Support;

namespace ActorBroker.Server.Tests.Consuming;

public sealed class ConsumeGroupTests(RunningBroker broker) : IClassFixture<RunningBroker>
{
    [Fact]
    public void A_group_goes_on_where_it_ended()
    {
        broker.Produce("resume", "1\n2\n3\n4\n5\n");

        Assert.Equal("1\n2\n", broker.Done("consume", "resume", "-g", "resuming", "-n", "2"));
        Assert.Equal("3\n4\n5\n", broker.Done("consume", "resume", "-g", "resuming", "-e"));
        Assert.Equal("", broker.Done("consume", "resume", "-g", "resuming", "-e"));
        Assert.Equal("5\n", broker.Done("consume", "resume", "-g", "newcomers", "-o", "-1", "-e"));
    }

    [Fact]
    public async Task Two_members_share_the_partitions_and_the_one_that_stays_takes_over()
    {
        broker.CreateTopic("shared", 4);
        using var first = new RunningConsumer(broker, "shared", "-g", "pair", "-f", @"%p:%v\n");
        await first.AssignedAsync(4);
        using var second = new RunningConsumer(broker, "shared", "-g", "pair", "-f", @"%p:%v\n");
        await Task.WhenAll(first.AssignedAsync(2), second.AssignedAsync(2));

        Write("shared", "a");
        await Task.WhenAll(first.PrintedAsync(2), second.PrintedAsync(2));
        Assert.Equal(ExitCode.Done, first.Interrupt());
        await second.AssignedAsync(4);
        Write("shared", "b");
        await second.PrintedAsync(6);

        Assert.Equal(["0:a", "0:b", "1:a", "1:b", "2:a", "2:b", "3:a", "3:b"], first.Lines.Concat(second.Lines).Order(StringComparer.Ordinal));
        Assert.Equal(ExitCode.Done, second.Interrupt());
        Assert.Equal("", broker.Done("consume", "shared", "-g", "pair", "-e"));
    }

    [ToolFact("kcat")]
    public async Task A_member_shares_with_a_consumer_of_librdkafka()
    {
        broker.CreateTopic("mixed", 2);
        using var ours = new RunningConsumer(broker, "mixed", "-g", "mixture");
        await ours.AssignedAsync(2);
        var theirs = Task.Run(() => Tool.Run("kcat", ["-b", broker.Address, "-G", "mixture", "mixed", "-c", "1", "-q"]));
        await ours.AssignedAsync(1);

        foreach (var partition in new[] { "0", "1" })
            broker.Produce("mixed", "x\n", "-p", partition);
        await ours.PrintedAsync(1);
        await theirs;
        await ours.AssignedAsync(2);

        Assert.Equal(["x"], ours.Lines);
        Assert.Equal(ExitCode.Done, ours.Interrupt());
    }

    private void Write(string topic, string value)
    {
        foreach (var partition in new[] { "0", "1", "2", "3" })
            broker.Produce(topic, value + "\n", "-p", partition);
    }
}
