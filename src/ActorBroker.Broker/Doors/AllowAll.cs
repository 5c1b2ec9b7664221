namespace ActorBroker.Broker.Doors;

/// <summary>Everybody may do everything: Kafka's behaviour without an authoriser.</summary>
public sealed class AllowAll : IAuthorizer
{
    /// <inheritdoc/>
    public bool Allows(ClientIdentity client, AclOperation operation, ResourceType type, string name) => true;
}
