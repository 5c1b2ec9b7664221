namespace ActorBroker.Broker.Doors;

/// <summary>One client's authentication by one mechanism, from its first token to its end.</summary>
/// <remarks>One thread at a time; not asked again after a step that succeeded or failed.</remarks>
public interface IAuthentication
{
    /// <summary>Takes the client's next token.</summary>
    /// <param name="token">What the client sent: any bytes, at most as many as a request may have before authentication. Not kept.</param>
    AuthenticationStep Take(ReadOnlySpan<byte> token);
}
