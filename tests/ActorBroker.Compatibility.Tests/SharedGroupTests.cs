using ActorBroker.Compatibility.Tests.Support;

namespace ActorBroker.Compatibility.Tests;

/// <summary>Groups of every client on this broker and on Kafka's: the same members read the same records, and what happens to one does the same to the others.</summary>
[Collection(BothBrokersCollection.Name)]
public sealed class SharedGroupTests(BothBrokers brokers)
{
    /// <summary>On a busy machine its members join again without being asked, with Kafka as with our broker.</summary>
    private const string JoinsByItself = "platformatic-kafka";

    [ToolTheory("confluent-kafka-python", "kafka-python", "kafkajs", "platformatic-kafka", "sarama", "confluent-kafka-dotnet", "kcat", KafkaProcess.Program, "java")]
    [InlineData("confluent-kafka-python")]
    [InlineData("kafka-python")]
    [InlineData("kafkajs")]
    [InlineData("platformatic-kafka")]
    [InlineData("sarama")]
    [InlineData("confluent-kafka-dotnet")]
    [InlineData("kcat")]
    [InlineData(VerifiableConsumer.Client)]
    public void Analytics_and_audit_read_every_order_and_analytics_goes_on_when_a_member_dies(string tool) => OnBoth(tool, "orders", members =>
    {
        members.Produce("before");
        var analytics = members.Join("analytics", 3);
        var audit = members.Join("audit", 2);
        GroupMembers.AwaitShares(analytics, 1, 1, 1);
        GroupMembers.AwaitShares(audit, 1, 2);
        GroupMembers.AwaitAll(analytics, "before");
        GroupMembers.AwaitAll(audit, "before");

        analytics[0].Kill();
        members.Produce("after");

        GroupMembers.AwaitShares(analytics[1..], 1, 2);
        GroupMembers.AwaitAll(analytics[1..], "after");
        GroupMembers.AwaitAll(audit, "after");
    });

    [ToolTheory("confluent-kafka-python", "platformatic-kafka", "confluent-kafka-dotnet", "kcat", KafkaProcess.Program, "java")]
    [InlineData("confluent-kafka-python")]
    [InlineData("platformatic-kafka")]
    [InlineData("confluent-kafka-dotnet")]
    [InlineData("kcat")]
    [InlineData(VerifiableConsumer.Client)]
    public void A_static_member_that_comes_back_in_time_has_its_partitions_again_and_the_others_notice_nothing(string tool) => OnBoth(tool, "static", members =>
    {
        members.Produce("static");
        var (first, second) = (members.Join("static", 1, "one")[0], members.Join("static", 1, "two")[0]);
        GroupMembers.AwaitShares([first, second], 1, 2);
        GroupMembers.AwaitAll([first, second], "static");
        var (had, noticed) = (GroupMembers.Assigned(first), GroupMembers.Assignments(second).Length);

        first.Kill();
        var again = members.Join("static", 1, "one")[0];
        members.Produce("again");

        GroupMembers.AwaitAll([again, second], "again");
        if (tool == JoinsByItself)
        {
            GroupMembers.AwaitShares([again, second], 1, 2);
            return;
        }

        Assert.Equal(had, GroupMembers.Assigned(again));
        Assert.True(noticed == GroupMembers.Assignments(second).Length, $"The other noticed it:\n{string.Join('\n', second.Lines)}\nWho came back:\n{string.Join('\n', again.Lines)}");
    });

    [ToolTheory("confluent-kafka-python", "confluent-kafka-dotnet", "kcat", KafkaProcess.Program, "java")]
    [InlineData("confluent-kafka-python")]
    [InlineData("confluent-kafka-dotnet")]
    [InlineData("kcat")]
    [InlineData(VerifiableConsumer.Client)]
    public void A_cooperative_member_keeps_what_it_has_when_others_join(string tool) => OnBoth(tool, "cooperative", members =>
    {
        members.Produce("alone");
        var first = members.Join("cooperative", 1, "", "cooperative-sticky")[0];
        GroupMembers.AwaitShares([first], 3);
        GroupMembers.AwaitAll([first], "alone");

        var second = members.Join("cooperative", 1, "", "cooperative-sticky")[0];
        GroupMembers.AwaitShares([first, second], 1, 2);
        members.Produce("together");

        Assert.Equal(0, GroupMembers.AwaitAll([first, second], "together"));
        Assert.DoesNotContain("assigned", GroupMembers.Assignments(first)); // Without any partition: it never gave all of them up.
    });

    /// <summary>Plays on both brokers at once.</summary>
    private void OnBoth(string tool, string topic, Action<GroupMembers> play)
    {
        string[] addresses = [brokers.Ours, brokers.Kafka];
        Task.WhenAll(addresses.Select(address => Task.Run(() =>
        {
            using var members = new GroupMembers(tool, address, $"{topic}-{tool}");
            var failure = Record.Exception(() => play(members));
            Assert.True(failure is null, $"With {(address == brokers.Ours ? "our broker" : "Kafka")}: {failure}");
        }))).GetAwaiter().GetResult();
    }
}
