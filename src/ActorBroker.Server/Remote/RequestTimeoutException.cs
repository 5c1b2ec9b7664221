using ActorBroker.Wire;

namespace ActorBroker.Server.Remote;

/// <summary>A broker took a request and gave no answer in time.</summary>
internal sealed class RequestTimeoutException(BrokerAddress address, ApiKey api, TimeSpan limit)
    : RemoteException($"{address} did not answer {api} within {limit.TotalSeconds:0.###} s")
{
    /// <summary>What it was asked.</summary>
    public ApiKey Api { get; } = api;

    /// <inheritdoc/>
    public override bool IsRetriable => false;

    /// <inheritdoc/>
    public override int ExitCode => Server.ExitCode.Unreachable;

    /// <inheritdoc/>
    public override string Advice => "Is this the port of Kafka's protocol? --timeout DURATION waits longer.";
}
