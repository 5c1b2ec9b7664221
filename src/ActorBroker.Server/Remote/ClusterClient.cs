using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Remote;

/// <summary>
/// A cluster, seen from a command: finds the broker that a request is for, and asks it, once more and elsewhere when the answer says that this may help.
/// </summary>
/// <remarks>Any thread.</remarks>
internal sealed class ClusterClient : IAsyncDisposable
{
    private const sbyte GroupKey = 0;

    private readonly ClusterConnections _connections;
    private readonly Retry _retry;

    /// <summary>Connects to nobody yet.</summary>
    public ClusterClient(RemoteOptions options)
    {
        Options = options;
        _connections = new ClusterConnections(options);
        _retry = new Retry(options.Timeout, options.Time);
    }

    /// <summary>How it reaches the cluster.</summary>
    public RemoteOptions Options { get; }

    /// <summary>Runs an operation until it succeeds, fails for good, or the options' timeout is near.</summary>
    /// <exception cref="RemoteException">The last attempt's.</exception>
    public Task<T> RetryAsync<T>(Func<Task<T>> attempt, CancellationToken cancellation = default) => _retry.RunAsync(attempt, cancellation);

    /// <summary>Ends after so long, in the options' time.</summary>
    public Task PauseAsync(TimeSpan pause, CancellationToken cancellation = default) => _retry.PauseAsync(pause, cancellation);

    /// <summary>A connection to any broker.</summary>
    /// <exception cref="BrokerUnreachableException">None answers.</exception>
    public Task<BrokerConnection> AnyAsync(CancellationToken cancellation = default) => _connections.AnyAsync(cancellation);

    /// <summary>The shared connection to a broker that metadata or a coordinator's answer named.</summary>
    /// <exception cref="ConnectionLostException">It cannot be made.</exception>
    public Task<BrokerConnection> BrokerAsync(BrokerId broker, CancellationToken cancellation = default) => _connections.ToAsync(broker, cancellation);

    /// <summary>
    /// A connection of the caller's own to such a broker, for requests that keep others waiting (a fetch that waits, a join). The caller disposes it.
    /// </summary>
    /// <exception cref="ConnectionLostException">It cannot be made.</exception>
    public Task<BrokerConnection> OpenAsync(BrokerId broker, CancellationToken cancellation = default) => _connections.OpenOwnAsync(broker, cancellation);

    /// <summary>Asks for metadata once, and keeps the brokers' addresses. Topics and partitions carry their own errors.</summary>
    /// <param name="topics">The topics' names; null for all, empty for none.</param>
    /// <param name="mayCreate">True when the broker may create those that are not there.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<MetadataResponse> MetadataAsync(IReadOnlyCollection<string>? topics, bool mayCreate = false, CancellationToken cancellation = default)
    {
        var request = new MetadataRequest { AllowAutoTopicCreation = mayCreate };
        if (topics is null)
            request.Topics = null;
        else
            request.Topics = NamesOf(topics);
        var metadata = await AskAsync<MetadataResponse>(await AnyAsync(cancellation), request, cancellation: cancellation);
        BrokerErrorException.ThrowIf(metadata.ErrorCode, "metadata");
        await _connections.LearnAsync(metadata.Brokers.Select(broker => (broker.NodeId, new BrokerAddress(broker.Host, broker.Port))));
        return metadata;
    }

    /// <summary>The shared connection to the broker that takes administrative requests.</summary>
    public async Task<BrokerConnection> ControllerAsync(CancellationToken cancellation = default)
    {
        var controller = (await MetadataAsync([], cancellation: cancellation)).ControllerId;
        return controller == BrokerId.None ? await AnyAsync(cancellation) : await BrokerAsync(controller, cancellation);
    }

    /// <summary>The broker that looks after a group; its address is kept.</summary>
    /// <exception cref="BrokerErrorException">There is none now, which is retriable, or the group's name is not allowed.</exception>
    public async Task<BrokerId> CoordinatorAsync(string group, CancellationToken cancellation = default)
    {
        var connection = await AnyAsync(cancellation);
        var request = new FindCoordinatorRequest { KeyType = GroupKey };
        if (connection.VersionOf(ApiKey.FindCoordinator) >= 4)
            request.CoordinatorKeys.Add(group);
        else
            request.Key = group;

        var response = await AskAsync<FindCoordinatorResponse>(connection, request, cancellation: cancellation);
        var (error, message, node, host, port) = response.Coordinators.Count > 0
            ? (response.Coordinators[0].ErrorCode, response.Coordinators[0].ErrorMessage, response.Coordinators[0].NodeId, response.Coordinators[0].Host, response.Coordinators[0].Port)
            : (response.ErrorCode, response.ErrorMessage, response.NodeId, response.Host, response.Port);
        BrokerErrorException.ThrowIf(error, $"coordinator of group '{group}'", message);
        await _connections.LearnAsync([(node, new BrokerAddress(host, port))]);
        return node;
    }

    /// <summary>Asks any broker, again while that may help.</summary>
    public Task<TResponse> AskAnyAsync<TResponse>(IRequest request, CancellationToken cancellation = default)
        where TResponse : class, IResponse =>
        RetryAsync(async () => await AskAsync<TResponse>(await AnyAsync(cancellation), request, cancellation: cancellation), cancellation);

    /// <summary>Asks the controller, again while that may help.</summary>
    /// <param name="request">The request.</param>
    /// <param name="check">Throws what an answer has of errors; a retriable one asks again.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<TResponse> AskControllerAsync<TResponse>(IRequest request, Action<TResponse>? check = null, CancellationToken cancellation = default)
        where TResponse : class, IResponse =>
        RetryAsync(async () => await AskAsync(await ControllerAsync(cancellation), request, check, cancellation: cancellation), cancellation);

    /// <summary>Asks a group's coordinator, again while that may help.</summary>
    /// <param name="group">The group.</param>
    /// <param name="request">Makes the request for the version in which it will be sent.</param>
    /// <param name="check">As for the controller.</param>
    /// <param name="versionMax">As for <see cref="BrokerConnection.SendAsync"/>.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<TResponse> AskCoordinatorAsync<TResponse>(
        string group, Func<BrokerConnection, IRequest> request, Action<TResponse>? check = null, short versionMax = short.MaxValue, CancellationToken cancellation = default)
        where TResponse : class, IResponse =>
        RetryAsync(
            async () =>
            {
                var connection = await BrokerAsync(await CoordinatorAsync(group, cancellation), cancellation);
                return await AskAsync(connection, request(connection), check, versionMax, cancellation);
            },
            cancellation);

    /// <summary>Asks once, in no higher version than that. The response's text and numbers stay; bytes and records in it mean nothing, unless <paramref name="check"/> read them.</summary>
    public static async Task<TResponse> AskAsync<TResponse>(
        BrokerConnection connection, IRequest request, Action<TResponse>? check = null, short versionMax = short.MaxValue, CancellationToken cancellation = default)
        where TResponse : class, IResponse
    {
        using var reply = await connection.SendAsync(request, versionMax: versionMax, cancellation: cancellation);
        var response = (TResponse)reply.Response;
        check?.Invoke(response);
        return response;
    }

    /// <summary>Closes all connections that are not the caller's own.</summary>
    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private static WireList<MetadataRequest.MetadataRequestTopic> NamesOf(IEnumerable<string> topics)
    {
        var names = new WireList<MetadataRequest.MetadataRequestTopic>();
        foreach (var topic in topics)
            names.Add(new MetadataRequest.MetadataRequestTopic { Name = topic });
        return names;
    }
}
