namespace ActorBroker.Broker.Doors;

/// <summary>Says how long a client has to pause because it uses more than its share. Every answered request is charged.</summary>
/// <remarks>Any thread; answers at once, from memory.</remarks>
public interface IClientQuotas
{
    /// <summary>Counts what a request used.</summary>
    /// <param name="client">Who asked.</param>
    /// <param name="clientId">What the client calls itself: any text; null for nothing.</param>
    /// <param name="use">What it used.</param>
    /// <returns>For how long nothing more is read from the connection; zero or less for no time. A door cuts it at one minute.</returns>
    TimeSpan Charge(ClientIdentity client, string? clientId, ClientUse use);
}
