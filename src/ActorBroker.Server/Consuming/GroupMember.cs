using ActorBroker.Model;
using ActorBroker.Server.Remote;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Consuming;

/// <summary>A member of a classic consumer group: joins, stays, keeps offsets, leaves. The broker that looks after the group is found again when it moves.</summary>
/// <remarks>One caller at a time, but for heartbeats and commits, which may run beside reading.</remarks>
internal sealed class GroupMember(ClusterClient cluster, string group, IReadOnlyList<string> topics) : IAsyncDisposable
{
    private const string ProtocolType = "consumer";
    private const int SessionTimeoutMs = 10_000;
    private const int RebalanceTimeoutMs = 60_000;
    private const short SubscriptionVersion = 1;

    // The last ones that name topics.
    private const short CommitVersionMax = 9;
    private const short FetchVersionMax = 7;

    private BrokerConnection? _connection;
    private string _id = "";
    private int _generation = -1;
    private bool _isEntering;

    /// <summary>Often enough that a heartbeat may be lost before the session ends.</summary>
    public static TimeSpan HeartbeatInterval => TimeSpan.FromSeconds(2);

    /// <summary>Enters the group, or stays through a rebalance; gives the partitions that are this member's until the next one.</summary>
    /// <exception cref="RemoteException">The group cannot be entered.</exception>
    public async Task<IReadOnlyList<TopicPartition>> JoinAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                _isEntering = true;
                var assignments = await EnterAsync(cancellation);
                var mine = await SyncAsync(assignments, cancellation);
                _isEntering = false;
                return mine;
            }
            catch (BrokerErrorException exception) when (exception.Code is ErrorCode.UnknownMemberId or ErrorCode.IllegalGeneration)
            {
                _id = "";
            }
            catch (BrokerErrorException exception) when (exception.Code is ErrorCode.MemberIdRequired or ErrorCode.RebalanceInProgress)
            {
                // The id was kept; or another rebalance has begun already.
            }
        }
    }

    /// <summary>Says that this member lives; false when it has to join again.</summary>
    /// <exception cref="RemoteException">The group's broker is lost.</exception>
    public async Task<bool> HeartbeatAsync()
    {
        var request = new HeartbeatRequest { GroupId = group, MemberId = _id, GenerationId = _generation };
        try
        {
            await AskAsync<HeartbeatResponse>(request, answer => answer.ErrorCode);
            return true;
        }
        catch (BrokerErrorException exception) when (exception.Code is ErrorCode.RebalanceInProgress or ErrorCode.UnknownMemberId or ErrorCode.IllegalGeneration)
        {
            return false;
        }
    }

    /// <summary>Keeps how far this member has come; false when it has to join again, and what it read will be read again.</summary>
    /// <exception cref="RemoteException">The offsets cannot be kept.</exception>
    public async Task<bool> CommitAsync(IEnumerable<(TopicPartition Partition, long Next)> offsets)
    {
        var request = new OffsetCommitRequest { GroupId = group, MemberId = _id, GenerationIdOrMemberEpoch = _generation };
        foreach (var ofTopic in offsets.GroupBy(offset => offset.Partition.Topic))
        {
            var topic = request.Topics.AddNew();
            topic.Name = ofTopic.Key;
            foreach (var (partition, next) in ofTopic)
                topic.Partitions.Add(new OffsetCommitRequest.OffsetCommitRequestPartition { PartitionIndex = new(partition.Partition), CommittedOffset = new Offset(next) });
        }

        try
        {
            await AskAsync<OffsetCommitResponse>(
                request, answer => FirstError(answer.Topics.SelectMany(topic => topic.Partitions).Select(partition => partition.ErrorCode)), CommitVersionMax);
            return true;
        }
        catch (BrokerErrorException exception) when (exception.Code is ErrorCode.RebalanceInProgress or ErrorCode.UnknownMemberId or ErrorCode.IllegalGeneration)
        {
            return false;
        }
    }

    /// <summary>How far the group has come in partitions; one that is missing was never read.</summary>
    /// <exception cref="RemoteException">It cannot be found.</exception>
    public async Task<Dictionary<TopicPartition, long>> CommittedAsync(IReadOnlyCollection<TopicPartition> partitions, CancellationToken cancellation)
    {
        var request = new OffsetFetchRequest { GroupId = group, RequireStable = true };
        foreach (var ofTopic in partitions.GroupBy(partition => partition.Topic))
        {
            var topic = new OffsetFetchRequest.OffsetFetchRequestTopic { Name = ofTopic.Key };
            foreach (var partition in ofTopic)
                topic.PartitionIndexes.Add(new PartitionIndex(partition.Partition));
            request.Topics!.Add(topic);
        }

        var response = await AskAsync<OffsetFetchResponse>(
            request,
            answer => FirstError(answer.Topics.SelectMany(topic => topic.Partitions).Select(partition => partition.ErrorCode).Prepend(answer.ErrorCode)),
            FetchVersionMax,
            cancellation: cancellation);
        return response.Topics
            .SelectMany(topic => topic.Partitions.Select(partition => (Id: new TopicPartition(topic.Name, partition.PartitionIndex.Value), partition.CommittedOffset.Value)))
            .Where(committed => committed.Value >= 0)
            .ToDictionary(committed => committed.Id, committed => committed.Value);
    }

    /// <summary>Leaves the group, so that its partitions go to others at once.</summary>
    /// <exception cref="RemoteException">The group's broker is lost; it forgets the member when its session ends.</exception>
    public async Task LeaveAsync()
    {
        if (_id.Length == 0)
            return;

        // A join that was given up still waits, and the broker answers what comes behind it later.
        if (_isEntering && _connection is { } waiting)
            await waiting.DisposeAsync();
        var request = new LeaveGroupRequest { GroupId = group };
        if ((await ConnectAsync(default)).VersionOf(ApiKey.LeaveGroup) >= 3)
            request.Members.Add(new LeaveGroupRequest.MemberIdentity { MemberId = _id });
        else
            request.MemberId = _id;
        await AskAsync<LeaveGroupResponse>(request, answer => answer.ErrorCode);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
            await connection.DisposeAsync();
    }

    private static ErrorCode FirstError(IEnumerable<ErrorCode> codes) => codes.FirstOrDefault(code => code != ErrorCode.None);

    /// <summary>Waits for the others; of the leader the result is what each member gets, of every other one it is empty.</summary>
    private async Task<List<SyncGroupRequest.SyncGroupRequestAssignment>> EnterAsync(CancellationToken cancellation)
    {
        var subscription = new ConsumerProtocolSubscription();
        foreach (var topic in topics)
            subscription.Topics.Add(topic);
        var request = new JoinGroupRequest
        {
            GroupId = group,
            MemberId = _id,
            ProtocolType = ProtocolType,
            SessionTimeoutMs = SessionTimeoutMs,
            RebalanceTimeoutMs = RebalanceTimeoutMs,
        };
        request.Protocols.Add(new JoinGroupRequest.JoinGroupRequestProtocol { Name = RangeAssignor.Name, Metadata = VersionedBytes.Write(subscription, SubscriptionVersion) });

        Dictionary<string, IReadOnlyCollection<string>> subscriptions = [];
        await AskAsync<JoinGroupResponse>(
            request,
            answer =>
            {
                if (answer.ErrorCode is ErrorCode.None or ErrorCode.MemberIdRequired)
                    (_id, _generation) = (answer.MemberId, answer.GenerationId);
                if (answer.ErrorCode == ErrorCode.None && answer.Leader == answer.MemberId && !answer.SkipAssignment)
                    subscriptions = answer.Members.ToDictionary(member => member.MemberId, member => TopicsOf(member.Metadata));
                return answer.ErrorCode;
            },
            limit: TimeSpan.FromMilliseconds(RebalanceTimeoutMs) + cluster.Options.Timeout,
            cancellation: cancellation);
        return subscriptions.Count == 0 ? [] : await AssignAsync(subscriptions, cancellation);
    }

    private static IReadOnlyCollection<string> TopicsOf(ReadOnlyMemory<byte> metadata) => [.. VersionedBytes.ReadNewest<ConsumerProtocolSubscription>(metadata).Topics];

    private async Task<List<SyncGroupRequest.SyncGroupRequestAssignment>> AssignAsync(
        Dictionary<string, IReadOnlyCollection<string>> subscriptions, CancellationToken cancellation)
    {
        string[] wanted = [.. subscriptions.Values.SelectMany(names => names).Distinct()];
        var metadata = await cluster.RetryAsync(() => cluster.MetadataAsync(wanted, cancellation: cancellation), cancellation);
        var counts = metadata.Topics.Where(topic => topic.ErrorCode == ErrorCode.None).ToDictionary(topic => topic.Name!, topic => topic.Partitions.Count);
        return [.. RangeAssignor.Assign(subscriptions, counts).Select(member =>
        {
            var assignment = new ConsumerProtocolAssignment();
            foreach (var ofTopic in member.Value.GroupBy(partition => partition.Topic))
            {
                var topic = assignment.AssignedPartitions.AddNew();
                topic.Topic = ofTopic.Key;
                foreach (var partition in ofTopic)
                    topic.Partitions.Add(new PartitionIndex(partition.Partition));
            }

            return new SyncGroupRequest.SyncGroupRequestAssignment { MemberId = member.Key, Assignment = VersionedBytes.Write(assignment, SubscriptionVersion) };
        })];
    }

    private async Task<IReadOnlyList<TopicPartition>> SyncAsync(List<SyncGroupRequest.SyncGroupRequestAssignment> assignments, CancellationToken cancellation)
    {
        var request = new SyncGroupRequest
        {
            GroupId = group,
            MemberId = _id,
            GenerationId = _generation,
            ProtocolType = ProtocolType,
            ProtocolName = RangeAssignor.Name,
        };
        foreach (var assignment in assignments)
            request.Assignments.Add(assignment);

        List<TopicPartition> mine = [];
        await AskAsync<SyncGroupResponse>(
            request,
            answer =>
            {
                if (!answer.Assignment.IsEmpty)
                {
                    var assigned = VersionedBytes.ReadNewest<ConsumerProtocolAssignment>(answer.Assignment).AssignedPartitions;
                    mine = [.. assigned.SelectMany(topic => topic.Partitions.Select(partition => new TopicPartition(topic.Topic, partition.Value)))];
                }

                return answer.ErrorCode;
            },
            limit: TimeSpan.FromMilliseconds(RebalanceTimeoutMs) + cluster.Options.Timeout,
            cancellation: cancellation);
        return mine;
    }

    private async Task<BrokerConnection> ConnectAsync(CancellationToken cancellation)
    {
        if (_connection is { IsOpen: true } open)
            return open;
        if (_connection is { } broken)
            await broken.DisposeAsync();
        return _connection = await cluster.OpenAsync(await cluster.CoordinatorAsync(group, cancellation), cancellation);
    }

    /// <summary>Asks the group's broker, and finds it again when it moved or was lost.</summary>
    private Task<TResponse> AskAsync<TResponse>(
        IRequest request, Func<TResponse, ErrorCode> error, short versionMax = short.MaxValue, TimeSpan? limit = null, CancellationToken cancellation = default)
        where TResponse : class, IResponse =>
        cluster.RetryAsync(
            async () =>
            {
                var connection = await ConnectAsync(cancellation);
                using var reply = await connection.SendAsync(request, limit, versionMax, cancellation);
                var response = (TResponse)reply.Response;
                var code = error(response);
                if (code == ErrorCode.NotCoordinator)
                    await connection.DisposeAsync();
                BrokerErrorException.ThrowIf(code, $"group '{group}'");
                return response;
            },
            cancellation);
}
