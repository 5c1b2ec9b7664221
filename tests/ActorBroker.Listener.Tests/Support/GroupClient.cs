using System.Text;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests.Support;

/// <summary>A member of a group over a connection of its own, as a consumer's client library speaks.</summary>
internal sealed class GroupClient(WireClient client, string group)
{
    public string MemberId { get; private set; } = "";

    public int Generation { get; private set; } = -1;

    public JoinGroupResponse Joined { get; private set; } = new();

    /// <summary>Joins, with the id that it is told to take first.</summary>
    public void BeginJoin(string? instance = null)
    {
        if (MemberId.Length == 0 && instance is null)
        {
            var required = client.Ask<JoinGroupResponse>(Join(instance));
            Assert.Equal(ErrorCode.MemberIdRequired, required.ErrorCode);
            MemberId = required.MemberId;
        }

        client.Tell(Join(instance));
    }

    public ErrorCode EndJoin()
    {
        Joined = client.Next<JoinGroupResponse>();
        if (Joined.ErrorCode == ErrorCode.None)
            (MemberId, Generation) = (Joined.MemberId, Joined.GenerationId);
        return Joined.ErrorCode;
    }

    /// <summary>Assigns, if it leads, and asks for its own assignment.</summary>
    public void BeginSync()
    {
        var request = new SyncGroupRequest { GroupId = group, MemberId = MemberId, GenerationId = Generation, ProtocolType = "consumer", ProtocolName = "range" };
        foreach (var member in Joined.Members)
            request.Assignments.Add(new SyncGroupRequest.SyncGroupRequestAssignment { MemberId = member.MemberId, Assignment = Encoding.UTF8.GetBytes($"to {member.MemberId}") });
        client.Tell(request);
    }

    public string EndSync()
    {
        var response = client.Next<SyncGroupResponse>();
        Assert.Equal(ErrorCode.None, response.ErrorCode);
        return Encoding.UTF8.GetString(response.Assignment.Span);
    }

    public ErrorCode Beat() =>
        client.Ask<HeartbeatResponse>(new HeartbeatRequest { GroupId = group, MemberId = MemberId, GenerationId = Generation }).ErrorCode;

    public ErrorCode Commit(string topic, long offset, int partition = 0, string metadata = "", short? version = null)
    {
        var request = new OffsetCommitRequest { GroupId = group, MemberId = MemberId, GenerationIdOrMemberEpoch = Generation };
        var wanted = new OffsetCommitRequest.OffsetCommitRequestTopic { Name = topic };
        wanted.Partitions.Add(new OffsetCommitRequest.OffsetCommitRequestPartition
        {
            PartitionIndex = new PartitionIndex(partition),
            CommittedOffset = new Offset(offset),
            CommittedMetadata = metadata,
        });
        request.Topics.Add(wanted);
        return client.Ask<OffsetCommitResponse>(request, version).Topics[0].Partitions[0].ErrorCode;
    }

    public ErrorCode Leave()
    {
        var request = new LeaveGroupRequest { GroupId = group };
        request.Members.Add(new LeaveGroupRequest.MemberIdentity { MemberId = MemberId });
        var response = client.Ask<LeaveGroupResponse>(request);
        return response.ErrorCode != ErrorCode.None ? response.ErrorCode : response.Members[0].ErrorCode;
    }

    private JoinGroupRequest Join(string? instance)
    {
        var request = new JoinGroupRequest
        {
            GroupId = group,
            MemberId = MemberId,
            GroupInstanceId = instance,
            SessionTimeoutMs = 60_000,
            RebalanceTimeoutMs = 60_000,
            ProtocolType = "consumer",
        };
        request.Protocols.Add(new JoinGroupRequest.JoinGroupRequestProtocol { Name = "range", Metadata = new byte[] { 1 } });
        return request;
    }
}
