using ActorBroker.Broker.Doors;

namespace ActorBroker.Listener.Tests.Support;

/// <summary>Allows everything, and remembers who asked.</summary>
internal sealed class WitnessingAuthorizer : IAuthorizer
{
    /// <summary>The principals that asked, in order.</summary>
    public List<string> Principals { get; } = [];

    public bool Allows(ClientIdentity client, AclOperation operation, ResourceType type, string name)
    {
        Principals.Add(client.Principal);
        return true;
    }
}
