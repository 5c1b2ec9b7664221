namespace ActorBroker.Broker.Doors;

/// <summary>No listener asks who its clients are: all of them are <see cref="ClientIdentity.Anonymous"/>.</summary>
public sealed class AnonymousClients : IAuthenticator
{
    /// <inheritdoc/>
    public IReadOnlyList<string> MechanismsOf(string listener) => [];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Always: there is no mechanism to begin with.</exception>
    public IAuthentication Begin(string mechanism, ClientIdentity client) =>
        throw new InvalidOperationException($"The listener {client.Listener} takes no mechanism.");
}
