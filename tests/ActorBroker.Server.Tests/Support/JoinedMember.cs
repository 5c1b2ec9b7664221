using ActorBroker.Model;
using ActorBroker.Server.Remote;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Tests.Support;

/// <summary>The one member of a group, which has all partitions of a topic and does nothing; the session is long enough for any test.</summary>
internal sealed class JoinedMember : IAsyncDisposable
{
    private readonly ClusterClient _cluster;
    private readonly string _group;

    private JoinedMember(ClusterClient cluster, string group, string id)
    {
        _cluster = cluster;
        _group = group;
        Id = id;
    }

    /// <summary>The id that the coordinator gave it.</summary>
    public string Id { get; }

    /// <summary>Joins; returns when the group is stable.</summary>
    public static async Task<JoinedMember> JoinAsync(string brokers, string group, string topic, int partitions)
    {
        var cluster = new ClusterClient(ClusterOptions.For(brokers));
        var named = await JoinAsync(cluster, group, topic, memberId: "");
        var joined = named.ErrorCode == ErrorCode.MemberIdRequired ? await JoinAsync(cluster, group, topic, named.MemberId) : named;
        Assert.Equal(ErrorCode.None, joined.ErrorCode);

        var assignment = new ConsumerProtocolAssignment();
        var assigned = assignment.AssignedPartitions.AddNew();
        assigned.Topic = topic;
        for (var partition = 0; partition < partitions; partition++)
            assigned.Partitions.Add(new(partition));
        var sync = new SyncGroupRequest { GroupId = group, MemberId = joined.MemberId, GenerationId = joined.GenerationId, ProtocolType = "consumer", ProtocolName = "range" };
        sync.Assignments.Add(new SyncGroupRequest.SyncGroupRequestAssignment { MemberId = joined.MemberId, Assignment = VersionedBytes.Write(assignment, 1) });
        var synced = await cluster.AskCoordinatorAsync<SyncGroupResponse>(group, _ => sync, answer => ThrowIfRetriable(answer.ErrorCode));
        Assert.Equal(ErrorCode.None, synced.ErrorCode);
        return new JoinedMember(cluster, group, joined.MemberId);
    }

    /// <summary>Leaves the group.</summary>
    public async ValueTask DisposeAsync()
    {
        var leave = new LeaveGroupRequest { GroupId = _group };
        leave.Members.Add(new LeaveGroupRequest.MemberIdentity { MemberId = Id });
        await _cluster.AskCoordinatorAsync<LeaveGroupResponse>(_group, _ => leave);
        await _cluster.DisposeAsync();
    }

    private static Task<JoinGroupResponse> JoinAsync(ClusterClient cluster, string group, string topic, string memberId)
    {
        var subscription = new ConsumerProtocolSubscription();
        subscription.Topics.Add(topic);
        var request = new JoinGroupRequest
        {
            GroupId = group,
            MemberId = memberId,
            ProtocolType = "consumer",
            SessionTimeoutMs = 300_000,
            RebalanceTimeoutMs = 300_000,
        };
        request.Protocols.Add(new JoinGroupRequest.JoinGroupRequestProtocol { Name = "range", Metadata = VersionedBytes.Write(subscription, 1) });
        return cluster.AskCoordinatorAsync<JoinGroupResponse>(group, _ => request, answer => ThrowIfRetriable(answer.ErrorCode));
    }

    private static void ThrowIfRetriable(ErrorCode code)
    {
        if (code.IsRetriable())
            throw new BrokerErrorException(code, "member");
    }
}
