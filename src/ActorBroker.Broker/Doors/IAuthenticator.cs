namespace ActorBroker.Broker.Doors;

/// <summary>Says how the clients of a listener prove who they are (SASL). Asked by every connection before it takes anything else.</summary>
/// <remarks>Any thread; answers at once.</remarks>
public interface IAuthenticator
{
    /// <summary>The mechanisms among which clients of a listener choose, by their SASL names; none when clients are let in without.</summary>
    /// <param name="listener">The listener's name. What is answered for it never changes.</param>
    IReadOnlyList<string> MechanismsOf(string listener);

    /// <summary>Begins the authentication of one client.</summary>
    /// <param name="mechanism">One of the listener's mechanisms, which the client chose.</param>
    /// <param name="client">The client, as yet anonymous.</param>
    IAuthentication Begin(string mechanism, ClientIdentity client);
}
