using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;
using Akka.Actor;

namespace ActorBroker.Listener.Tests;

public sealed class CreatedTopicsTests : ListenerKit
{
    private const int Repeats = 20;

    [Fact]
    public void A_created_topic_takes_records_at_once_in_all_its_partitions()
    {
        var client = Connect();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            CreateTopic(client, $"orders-{repeat}", partitions: 8);

            for (var partition = 7; partition >= 0; partition--)
                Assert.Equal(ErrorCode.None, Result(client.Ask<ProduceResponse>(Produce($"orders-{repeat}", Batch("a"), partition: partition))).ErrorCode);
        }
    }

    [Fact]
    public void What_is_sent_with_acks_0_to_a_topic_that_was_made_by_asking_for_it_is_not_lost()
    {
        var client = Connect();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var topic = $"orders-{repeat}";
            Assert.Equal(ErrorCode.None, Described(client, topic).Partitions[0].ErrorCode);

            client.Tell(Produce(topic, Batch("first"), acks: 0));
            var second = Result(client.Ask<ProduceResponse>(Produce(topic, Batch("second"))));

            Assert.Equal((ErrorCode.None, 1L), (second.ErrorCode, second.BaseOffset.Value));
        }
    }

    [Fact]
    public void A_topic_that_this_broker_cannot_serve_in_time_is_answered_timed_out_and_has_no_leader_yet()
    {
        var client = Connect();
        StopHosting();
        var request = new CreateTopicsRequest { TimeoutMs = 300 };
        request.Topics.Add(new CreateTopicsRequest.CreatableTopic { Name = "orders", NumPartitions = 1, ReplicationFactor = 1 });

        var created = Assert.Single(client.Ask<CreateTopicsResponse>(request).Topics);

        Assert.Equal(ErrorCode.RequestTimedOut, created.ErrorCode);
        var partition = Described(client, "orders").Partitions[0];
        Assert.Equal((ErrorCode.LeaderNotAvailable, BrokerId.None), (partition.ErrorCode, partition.LeaderId));
    }

    [Fact]
    public void A_topic_that_is_only_validated_is_answered_without_waiting_for_its_partitions()
    {
        var client = Connect();
        StopHosting();
        var request = new CreateTopicsRequest { TimeoutMs = 60_000, ValidateOnly = true };
        request.Topics.Add(new CreateTopicsRequest.CreatableTopic { Name = "orders", NumPartitions = 1, ReplicationFactor = 1 });

        Assert.Equal(ErrorCode.None, Assert.Single(client.Ask<CreateTopicsResponse>(request).Topics).ErrorCode);
    }

    /// <summary>Ends the actor that starts partitions, so that none is ever served.</summary>
    private void StopHosting()
    {
        Sys.ActorSelection("/user/*/partitions").Tell(new Identify(null), TestActor);
        var host = ExpectMsg<ActorIdentity>().Subject!;
        Watch(host);
        host.Tell(PoisonPill.Instance);
        ExpectTerminated(host);
    }

    private static MetadataResponse.MetadataResponseTopic Described(WireClient client, string topic)
    {
        var request = new MetadataRequest { Topics = new(), AllowAutoTopicCreation = true };
        request.Topics.Add(new MetadataRequest.MetadataRequestTopic { Name = topic });
        return Assert.Single(client.Ask<MetadataResponse>(request).Topics);
    }
}
