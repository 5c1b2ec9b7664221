namespace ActorBroker.Server.Remote;

/// <summary>A connection could not be made to a broker that the cluster named, or broke. Whether a request that was under way was done is not known.</summary>
internal sealed class ConnectionLostException(BrokerAddress address, string reason, Exception? cause = null)
    : RemoteException($"lost the broker at {address}: {reason}", cause)
{
    /// <summary>Whom.</summary>
    public BrokerAddress Address { get; } = address;

    /// <summary>What happened, without the address.</summary>
    public string Reason { get; } = reason;

    /// <inheritdoc/>
    public override bool IsRetriable => true;

    /// <inheritdoc/>
    public override int ExitCode => Server.ExitCode.Unreachable;

    /// <inheritdoc/>
    public override string Advice =>
        "The cluster names its brokers by the address that they advertise (advertised.listeners, actorbroker.kafka.advertised-host): is it reachable from here?";
}
