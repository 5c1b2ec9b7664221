namespace ActorBroker.Broker.Doors;

/// <summary>Says who may do what. Every operation of every door asks, before it looks at anything else.</summary>
/// <remarks>Any thread; answers at once, from memory.</remarks>
public interface IAuthorizer
{
    /// <summary>May this client do that to this resource?</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="operation">What is to be done.</param>
    /// <param name="type">What it is done to.</param>
    /// <param name="name">The resource's name, as the client said it: any text.</param>
    bool Allows(ClientIdentity client, AclOperation operation, ResourceType type, string name);
}
