using ActorBroker.Wire.Messages;

namespace ActorBroker.Wire;

/// <summary>
/// Which versions of which APIs a broker takes, and which it says it takes. The two differ where clients draw conclusions from a low version
/// that they never send.
/// </summary>
/// <remarks>Immutable; any thread.</remarks>
public sealed class ApiProfile
{
    private readonly Dictionary<ApiKey, (ApiVersionRange Accepted, ApiVersionRange Advertised)> _apis;

    private ApiProfile(Dictionary<ApiKey, (ApiVersionRange Accepted, ApiVersionRange Advertised)> apis) => _apis = apis;

    /// <summary>
    /// All that a broker of ours is to speak before the new group protocol and new transactions: old floors for old clients, new ceilings for
    /// new ones. Produce says that it begins at 0: librdkafka before 2.11.1 compresses only then (KAFKA-18659).
    /// </summary>
    public static ApiProfile Default { get; } = new(Entries().ToDictionary(entry => entry.Key, entry => (entry.Accepted, entry.Advertised)));

    /// <summary>The APIs that are offered, in the order of their keys.</summary>
    public IEnumerable<ApiKey> Keys => _apis.Keys.Order();

    /// <summary>The versions that are taken; empty for an API that is not offered.</summary>
    public ApiVersionRange Accepted(ApiKey key) => _apis.TryGetValue(key, out var api) ? api.Accepted : new(0, -1);

    /// <summary>The versions that a client is told of; empty for an API that is not offered.</summary>
    public ApiVersionRange Advertised(ApiKey key) => _apis.TryGetValue(key, out var api) ? api.Advertised : new(0, -1);

    /// <summary>The same with no other APIs than these: what is not implemented is not offered.</summary>
    public ApiProfile Only(params IEnumerable<ApiKey> keys)
    {
        var kept = keys.ToHashSet();
        return new(_apis.Where(api => kept.Contains(api.Key)).ToDictionary());
    }

    /// <summary>Adds what is offered to an answer to ApiVersions.</summary>
    public void WriteTo(ApiVersionsResponse response)
    {
        foreach (var key in Keys)
            AddTo(response, key);
    }

    /// <summary>
    /// The answer to an ApiVersions request of a version that is not taken: error 35 with the versions that are, to be written in version 0,
    /// which every client can read (KIP-511).
    /// </summary>
    public ApiVersionsResponse UnsupportedApiVersions()
    {
        var response = new ApiVersionsResponse { ErrorCode = Model.ErrorCode.UnsupportedVersion };
        AddTo(response, ApiKey.ApiVersions);
        return response;
    }

    private void AddTo(ApiVersionsResponse response, ApiKey key)
    {
        var range = Advertised(key);
        response.ApiKeys.Add(new() { ApiKey = (short)key, MinVersion = range.First, MaxVersion = range.Last });
    }

    private static IEnumerable<(ApiKey Key, ApiVersionRange Accepted, ApiVersionRange Advertised)> Entries() =>
    [
        (ApiKey.Produce, new(3, 12), new(0, 12)),
        Plain(ApiKey.Fetch, 4, 17),
        Plain(ApiKey.ListOffsets, 1, 9),
        Plain(ApiKey.Metadata, 0, 13),
        Plain(ApiKey.OffsetCommit, 2, 9),
        Plain(ApiKey.OffsetFetch, 1, 9),
        Plain(ApiKey.FindCoordinator, 0, 5),
        Plain(ApiKey.JoinGroup, 0, 9),
        Plain(ApiKey.Heartbeat, 0, 4),
        Plain(ApiKey.LeaveGroup, 0, 5),
        Plain(ApiKey.SyncGroup, 0, 5),
        Plain(ApiKey.DescribeGroups, 0, 6),
        Plain(ApiKey.ListGroups, 0, 5),
        Plain(ApiKey.SaslHandshake, 0, 1),
        Plain(ApiKey.ApiVersions, 0, 4),
        Plain(ApiKey.CreateTopics, 2, 7),
        Plain(ApiKey.DeleteTopics, 1, 6),
        Plain(ApiKey.DeleteRecords, 0, 2),
        Plain(ApiKey.InitProducerId, 0, 5),
        Plain(ApiKey.OffsetForLeaderEpoch, 2, 4),
        Plain(ApiKey.AddPartitionsToTxn, 0, 3),
        Plain(ApiKey.AddOffsetsToTxn, 0, 4),
        Plain(ApiKey.EndTxn, 0, 4),
        Plain(ApiKey.TxnOffsetCommit, 0, 4),
        Plain(ApiKey.DescribeAcls, 1, 3),
        Plain(ApiKey.CreateAcls, 1, 3),
        Plain(ApiKey.DeleteAcls, 1, 3),
        Plain(ApiKey.DescribeConfigs, 1, 4),
        Plain(ApiKey.AlterConfigs, 0, 2),
        Plain(ApiKey.DescribeLogDirs, 1, 4),
        Plain(ApiKey.SaslAuthenticate, 0, 2),
        Plain(ApiKey.CreatePartitions, 0, 3),
        Plain(ApiKey.DeleteGroups, 0, 2),
        Plain(ApiKey.ElectLeaders, 0, 2),
        Plain(ApiKey.IncrementalAlterConfigs, 0, 1),
        Plain(ApiKey.AlterPartitionReassignments, 0, 0),
        Plain(ApiKey.ListPartitionReassignments, 0, 0),
        Plain(ApiKey.OffsetDelete, 0, 0),
        Plain(ApiKey.DescribeCluster, 0, 1),
        Plain(ApiKey.DescribeProducers, 0, 0),
        Plain(ApiKey.DescribeTopicPartitions, 0, 0),
    ];

    private static (ApiKey Key, ApiVersionRange Accepted, ApiVersionRange Advertised) Plain(ApiKey key, short first, short last) =>
        (key, new(first, last), new(first, last));
}
