namespace ActorBroker.Broker.Doors;

/// <summary>Who asks: what every operation is authorised by.</summary>
/// <param name="Principal">Who the connection says it is, as authenticated: <c>User:ANONYMOUS</c> without authentication.</param>
/// <param name="Listener">The name of the listener it came in by.</param>
/// <param name="Address">Its address, as text.</param>
public sealed record ClientIdentity(string Principal, string Listener, string Address)
{
    /// <summary>The principal of a connection that did not authenticate.</summary>
    public const string Anonymous = "User:ANONYMOUS";
}
