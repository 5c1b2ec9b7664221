namespace ActorBroker.Broker.Doors;

/// <summary>Nobody is ever asked to pause: Kafka's behaviour without quotas.</summary>
public sealed class NoQuotas : IClientQuotas
{
    /// <inheritdoc/>
    public TimeSpan Charge(ClientIdentity client, string? clientId, ClientUse use) => TimeSpan.Zero;
}
