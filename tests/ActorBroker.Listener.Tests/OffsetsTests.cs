using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests;

public sealed class OffsetsTests : ListenerKit
{
    [Fact]
    public void Offsets_are_kept_and_told_in_every_version_of_both()
    {
        var client = Ready();
        for (short commit = 2; commit <= 9; commit++)
        {
            var group = $"group-{commit}";
            Assert.Equal(ErrorCode.None, new GroupClient(client, group).Commit("orders", commit, metadata: "note", version: commit));
            for (short fetch = 1; fetch <= 9; fetch++)
                Assert.Equal((commit, "note", ErrorCode.None), Fetch(client, group, fetch));
        }
    }

    [Fact]
    public void Where_nothing_is_kept_the_offset_is_none()
    {
        var client = Ready();

        Assert.Equal((-1, "", ErrorCode.None), Fetch(client, "nobody", 9));
        Assert.Equal((-1, "", ErrorCode.None), Fetch(client, "nobody", 1));
        Assert.Empty(client.Ask<OffsetFetchResponse>(new OffsetFetchRequest { GroupId = "nobody", Topics = null }, 7).Topics);
    }

    [Fact]
    public void All_that_is_kept_is_told_to_who_asks_for_all()
    {
        var client = Ready();
        new GroupClient(client, "all").Commit("orders", 3);
        new GroupClient(client, "all").Commit("orders", 4, partition: 1);

        var response = client.Ask<OffsetFetchResponse>(new OffsetFetchRequest { GroupId = "all", Topics = null }, 7);

        Assert.Equal([3L, 4L], Assert.Single(response.Topics).Partitions.Select(partition => partition.CommittedOffset.Value));
    }

    [Fact]
    public void Offsets_in_partitions_that_are_not_there_are_refused()
    {
        var member = new GroupClient(Ready(), "g");

        Assert.Equal(ErrorCode.UnknownTopicOrPartition, member.Commit("nowhere", 1));
        Assert.Equal(ErrorCode.UnknownTopicOrPartition, member.Commit("orders", 1, partition: 2));
        Assert.Equal(ErrorCode.OffsetMetadataTooLarge, member.Commit("orders", 1, metadata: new string('x', 5_000)));
    }

    [Fact]
    public void Who_is_fenced_commits_nothing()
    {
        var client = Ready();
        var member = new GroupClient(client, "g");
        member.BeginJoin();
        member.EndJoin();
        var stranger = new GroupClient(client, "g");

        Assert.Equal(ErrorCode.RebalanceInProgress, member.Commit("orders", 1));
        Assert.Equal(ErrorCode.UnknownMemberId, stranger.Commit("orders", 1));
        member.BeginSync();
        member.EndSync();
        Assert.Equal(ErrorCode.None, member.Commit("orders", 1));
    }

    [Fact]
    public void Offsets_are_deleted_one_by_one()
    {
        var client = Ready();
        new GroupClient(client, "g").Commit("orders", 3);
        var request = new OffsetDeleteRequest { GroupId = "g" };
        var topic = new OffsetDeleteRequest.OffsetDeleteRequestTopic { Name = "orders" };
        topic.Partitions.Add(new OffsetDeleteRequest.OffsetDeleteRequestPartition { PartitionIndex = new PartitionIndex(0) });
        topic.Partitions.Add(new OffsetDeleteRequest.OffsetDeleteRequestPartition { PartitionIndex = new PartitionIndex(7) });
        request.Topics.Add(topic);

        var partitions = client.Ask<OffsetDeleteResponse>(request).Topics[0].Partitions;

        Assert.Equal([ErrorCode.None, ErrorCode.UnknownTopicOrPartition], partitions.Select(partition => partition.ErrorCode));
        Assert.Equal((-1, "", ErrorCode.None), Fetch(client, "g", 9));
        request.GroupId = "nobody";
        Assert.Equal(ErrorCode.GroupIdNotFound, client.Ask<OffsetDeleteResponse>(request).ErrorCode);
    }

    [Fact]
    public void Clients_cannot_write_into_the_topic_of_groups()
    {
        var client = Ready();

        var response = client.Ask<ProduceResponse>(Produce("__consumer_offsets", Batch("a")));

        Assert.Equal(ErrorCode.InvalidTopicException, Result(response).ErrorCode);
    }

    private WireClient Ready()
    {
        var client = Connect();
        CreateTopic(client, "orders", partitions: 2);
        FindGroups(client);
        return client;
    }

    private static (long Offset, string Metadata, ErrorCode Error) Fetch(WireClient client, string group, short version)
    {
        var request = new OffsetFetchRequest { GroupId = version < 8 ? group : "" };
        if (version < 8)
        {
            var topic = new OffsetFetchRequest.OffsetFetchRequestTopic { Name = "orders" };
            topic.PartitionIndexes.Add(new PartitionIndex(0));
            request.Topics = new();
            request.Topics.Add(topic);
            var result = client.Ask<OffsetFetchResponse>(request, version).Topics[0].Partitions[0];
            return (result.CommittedOffset.Value, result.Metadata!, result.ErrorCode);
        }

        var wanted = new OffsetFetchRequest.OffsetFetchRequestTopics { Name = "orders" };
        wanted.PartitionIndexes.Add(new PartitionIndex(0));
        var one = new OffsetFetchRequest.OffsetFetchRequestGroup { GroupId = group, Topics = new() };
        one.Topics.Add(wanted);
        request.Groups.Add(one);
        var fetched = client.Ask<OffsetFetchResponse>(request, version).Groups[0].Topics[0].Partitions[0];
        return (fetched.CommittedOffset.Value, fetched.Metadata!, fetched.ErrorCode);
    }
}
