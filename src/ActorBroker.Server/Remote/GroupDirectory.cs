using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Remote;

/// <summary>The cluster's groups.</summary>
internal sealed class GroupDirectory(ClusterClient cluster)
{
    /// <summary>All groups, by name: each broker is asked for those that it looks after.</summary>
    public Task<IReadOnlyList<GroupListing>> AllAsync(CancellationToken cancellation = default) => cluster.RetryAsync<IReadOnlyList<GroupListing>>(
        async () =>
        {
            var groups = new List<GroupListing>();
            foreach (var broker in (await cluster.MetadataAsync([], cancellation: cancellation)).Brokers)
            {
                var connection = await cluster.BrokerAsync(broker.NodeId, cancellation);
                var listed = await ClusterClient.AskAsync<ListGroupsResponse>(connection, new ListGroupsRequest(), cancellation: cancellation);
                BrokerErrorException.ThrowIf(listed.ErrorCode, $"groups of broker {broker.NodeId}");
                groups.AddRange(listed.Groups.Select(group => new GroupListing(group.GroupId, group.GroupState, group.GroupType, group.ProtocolType, broker.NodeId.Value)));
            }

            return [.. groups.OrderBy(group => group.Name, StringComparer.Ordinal)];
        },
        cancellation);

    /// <summary>A group with its members; null when there is none of that name.</summary>
    public async Task<GroupDescription?> FindAsync(string name, CancellationToken cancellation = default)
    {
        var described = await cluster.RetryAsync(() => DescribeAsync(name, cancellation), cancellation);
        if (described is not null)
            return described;

        // A group of the newer protocol is not told by this API; the list has it.
        var listed = (await AllAsync(cancellation)).FirstOrDefault(group => group.Name == name && group.State != "Dead");
        return listed is null ? null : new GroupDescription(name, listed.State, "", listed.Coordinator, Members: null);
    }

    /// <summary>A group with its members.</summary>
    /// <exception cref="BrokerErrorException">There is none of that name; with the names that are near to it.</exception>
    public async Task<GroupDescription> GetAsync(string name, CancellationToken cancellation = default) =>
        await FindAsync(name, cancellation) ?? throw await UnknownAsync(name, cancellation);

    /// <summary>The error for a group that is not there, with the names that are near to its.</summary>
    public async Task<BrokerErrorException> UnknownAsync(string name, CancellationToken cancellation = default)
    {
        var names = (await AllAsync(cancellation)).Select(group => group.Name);
        return new BrokerErrorException(ErrorCode.GroupIdNotFound, $"group '{name}'", advice: NearNames.Question(name, names));
    }

    private async Task<GroupDescription?> DescribeAsync(string name, CancellationToken cancellation)
    {
        var coordinator = await cluster.CoordinatorAsync(name, cancellation);
        var request = new DescribeGroupsRequest();
        request.Groups.Add(name);
        using var reply = await (await cluster.BrokerAsync(coordinator, cancellation)).SendAsync(request, cancellation: cancellation);
        var group = ((DescribeGroupsResponse)reply.Response).Groups[0];
        if (group.ErrorCode == ErrorCode.GroupIdNotFound || group.GroupState == "Dead")
            return null;

        BrokerErrorException.ThrowIf(group.ErrorCode, $"group '{name}'", group.ErrorMessage);
        return new GroupDescription(name, group.GroupState, group.ProtocolData, coordinator.Value, [.. group.Members.Select(member => MemberOf(member, group.ProtocolType))]);
    }

    private static GroupMember MemberOf(DescribeGroupsResponse.DescribedGroupMember member, string protocolType) =>
        new(member.MemberId, member.GroupInstanceId, member.ClientId, member.ClientHost, protocolType == "consumer" ? PartitionsOf(member.MemberAssignment) : []);

    // Only clients know the form of an assignment; one that is not a consumer's is nobody's fault.
    private static TopicPartition[] PartitionsOf(ReadOnlyMemory<byte> assignment)
    {
        if (assignment.IsEmpty)
            return [];
        try
        {
            return [.. VersionedBytes.ReadNewest<ConsumerProtocolAssignment>(assignment).AssignedPartitions
                .SelectMany(topic => topic.Partitions.Select(partition => new TopicPartition(topic.Topic, partition.Value)))
                .Order()];
        }
        catch (MalformedMessageException)
        {
            return [];
        }
    }
}
