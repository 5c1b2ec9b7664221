using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ActorBroker.Model;
using ActorBroker.Simulation.Tests.Ledgers;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Simulation.Tests.Clients;

/// <summary>Requests of a group's member. What members tell each other through the broker is theirs: partitions, separated by commas.</summary>
internal static class GroupRequests
{
    /// <summary>The last version that asks for one group.</summary>
    public const short OffsetFetchVersionMax = 7;

    /// <summary>The last version that asks for one coordinator.</summary>
    public const short FindCoordinatorVersionMax = 3;

    /// <summary>The last version that names topics, not their ids.</summary>
    public const short OffsetCommitVersionMax = 9;

    private const string ProtocolType = "consumer";
    private const string Protocol = "range";

    public static JoinGroupRequest Join(GroupLedger group, string memberId, string? instanceId, TimeSpan session, TimeSpan rebalance)
    {
        var request = new JoinGroupRequest
        {
            GroupId = group.Name,
            MemberId = memberId,
            GroupInstanceId = instanceId,
            SessionTimeoutMs = (int)session.TotalMilliseconds,
            RebalanceTimeoutMs = (int)rebalance.TotalMilliseconds,
            ProtocolType = ProtocolType,
        };
        request.Protocols.Add(new JoinGroupRequest.JoinGroupRequestProtocol { Name = Protocol, Metadata = Subscription(group.Topic) });
        return request;
    }

    public static SyncGroupRequest Sync(GroupLedger group, string memberId, string? instanceId, int generation, IReadOnlyDictionary<string, int[]> shares)
    {
        var request = new SyncGroupRequest
        {
            GroupId = group.Name,
            MemberId = memberId,
            GroupInstanceId = instanceId,
            GenerationId = generation,
            ProtocolType = ProtocolType,
            ProtocolName = Protocol,
        };
        foreach (var (id, share) in shares)
            request.Assignments.Add(new SyncGroupRequest.SyncGroupRequestAssignment { MemberId = id, Assignment = Encoding.ASCII.GetBytes(string.Join(",", share)) });
        return request;
    }

    /// <summary>The partitions of an assignment.</summary>
    public static int[] ShareOf(ReadOnlySpan<byte> assignment) =>
        [.. Encoding.ASCII.GetString(assignment).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];

    public static OffsetCommitRequest Commit(GroupLedger group, string memberId, string? instanceId, OffsetClaim claim)
    {
        var request = new OffsetCommitRequest
        {
            GroupId = group.Name,
            MemberId = memberId,
            GroupInstanceId = instanceId,
            GenerationIdOrMemberEpoch = claim.Generation,
        };
        var topic = new OffsetCommitRequest.OffsetCommitRequestTopic { Name = group.Topic };
        topic.Partitions.Add(new OffsetCommitRequest.OffsetCommitRequestPartition { PartitionIndex = new PartitionIndex(claim.Partition), CommittedOffset = new Offset(claim.Offset) });
        request.Topics.Add(topic);
        return request;
    }

    public static OffsetFetchRequest Fetch(GroupLedger group, IEnumerable<int> partitions)
    {
        var request = new OffsetFetchRequest { GroupId = group.Name, Topics = new() };
        var topic = new OffsetFetchRequest.OffsetFetchRequestTopic { Name = group.Topic };
        foreach (var partition in partitions)
            topic.PartitionIndexes.Add(new PartitionIndex(partition));
        request.Topics.Add(topic);
        return request;
    }

    public static LeaveGroupRequest Leave(GroupLedger group, string memberId)
    {
        var request = new LeaveGroupRequest { GroupId = group.Name };
        request.Members.Add(new LeaveGroupRequest.MemberIdentity { MemberId = memberId });
        return request;
    }

    /// <summary>A consumer's subscription to one topic, version 0: <c>version:int16 topics:[]string userData:bytes</c>.</summary>
    private static byte[] Subscription(string topic)
    {
        var bytes = new byte[12 + topic.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(2), 1);
        BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(6), (short)topic.Length);
        Encoding.ASCII.GetBytes(topic, bytes.AsSpan(8));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8 + topic.Length), -1);
        return bytes;
    }
}
