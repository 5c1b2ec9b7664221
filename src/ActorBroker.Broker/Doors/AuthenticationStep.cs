namespace ActorBroker.Broker.Doors;

/// <summary>What the broker answers to one token of an authentication. Immutable.</summary>
public sealed record AuthenticationStep
{
    private AuthenticationStep()
    {
    }

    /// <summary>The broker's token for the client; empty for none.</summary>
    public ReadOnlyMemory<byte> Token { get; private init; }

    /// <summary>Who the client is, once that is proven, as in <c>User:alice</c>; null before.</summary>
    public string? Principal { get; private init; }

    /// <summary>Why the client is refused, in words that he may read; null when he is not.</summary>
    public string? Refusal { get; private init; }

    /// <summary>The client has to send another token.</summary>
    public static AuthenticationStep GoOn(ReadOnlyMemory<byte> token) => new() { Token = token };

    /// <summary>The client is who he says.</summary>
    public static AuthenticationStep Proven(string principal, ReadOnlyMemory<byte> token) => new() { Principal = principal, Token = token };

    /// <summary>The client is not let in.</summary>
    public static AuthenticationStep Refused(string reason) => new() { Refusal = reason };
}
