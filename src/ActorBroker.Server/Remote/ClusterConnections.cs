using ActorBroker.Model;

namespace ActorBroker.Server.Remote;

/// <summary>The open connections to a cluster: one to whichever broker answered first, and one to each that was asked for by its id.</summary>
/// <remarks>Any thread; one connection is made at a time.</remarks>
internal sealed class ClusterConnections(RemoteOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private readonly Dictionary<BrokerId, BrokerAddress> _addresses = [];
    private readonly Dictionary<BrokerAddress, BrokerConnection> _open = [];

    /// <summary>A connection to any broker: an open one, or else to the first of the bootstrap addresses that answers.</summary>
    /// <exception cref="BrokerUnreachableException">None does.</exception>
    public async Task<BrokerConnection> AnyAsync(CancellationToken cancellation)
    {
        await _opening.WaitAsync(cancellation);
        try
        {
            return _open.Values.FirstOrDefault(connection => connection.IsOpen) ?? await BootstrapAsync(cancellation);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>The connection to a broker whose address was learnt.</summary>
    /// <exception cref="ConnectionLostException">It cannot be made.</exception>
    public async Task<BrokerConnection> ToAsync(BrokerId broker, CancellationToken cancellation)
    {
        await _opening.WaitAsync(cancellation);
        try
        {
            return await SharedAsync(AddressOf(broker), cancellation);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>A new connection that is the caller's alone, who disposes it.</summary>
    /// <exception cref="ConnectionLostException">It cannot be made.</exception>
    public async Task<BrokerConnection> OpenOwnAsync(BrokerId broker, CancellationToken cancellation)
    {
        BrokerAddress address;
        await _opening.WaitAsync(cancellation);
        try
        {
            address = AddressOf(broker);
        }
        finally
        {
            _opening.Release();
        }

        return await BrokerConnection.OpenAsync(address, options, cancellation);
    }

    /// <summary>Keeps where a broker is reached.</summary>
    public async Task LearnAsync(IEnumerable<(BrokerId Id, BrokerAddress Address)> brokers)
    {
        await _opening.WaitAsync();
        foreach (var (id, address) in brokers)
            _addresses[id] = address;
        _opening.Release();
    }

    /// <summary>Closes all.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _open.Values)
            await connection.DisposeAsync();
        _opening.Dispose();
    }

    private BrokerAddress AddressOf(BrokerId broker)
    {
        if (!_addresses.TryGetValue(broker, out var address))
            throw new BrokerErrorException(ErrorCode.BrokerNotAvailable, $"broker {broker}", "the cluster does not name it among its live brokers", "'actorbroker cluster info' lists them.");
        return address;
    }

    private async Task<BrokerConnection> BootstrapAsync(CancellationToken cancellation)
    {
        var attempts = new List<(BrokerAddress, string)>();
        foreach (var address in options.Bootstrap)
        {
            try
            {
                return await SharedAsync(address, cancellation);
            }
            catch (ConnectionLostException lost)
            {
                attempts.Add((address, lost.Reason));
            }
            catch (RequestTimeoutException) when (options.Bootstrap.Count > 1)
            {
                attempts.Add((address, "it took the connection and did not answer"));
            }
        }

        throw new BrokerUnreachableException(attempts);
    }

    private async Task<BrokerConnection> SharedAsync(BrokerAddress address, CancellationToken cancellation)
    {
        if (_open.TryGetValue(address, out var open))
        {
            if (open.IsOpen)
                return open;
            _open.Remove(address);
            await open.DisposeAsync();
        }

        return _open[address] = await BrokerConnection.OpenAsync(address, options, cancellation);
    }
}
