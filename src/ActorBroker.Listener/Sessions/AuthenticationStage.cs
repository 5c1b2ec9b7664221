using ActorBroker.Broker.Doors;
using ActorBroker.Model;

namespace ActorBroker.Listener.Sessions;

/// <summary>How far a connection has come with proving who its client is: a mechanism is chosen, tokens go to and fro, and it ends one way or the other.</summary>
/// <remarks>The connection's thread only. <b>Invariant:</b> each connection chooses once and authenticates once.</remarks>
internal sealed class AuthenticationStage(IAuthenticator authenticator, ClientIdentity client)
{
    private IAuthentication? _exchange;
    private bool _hasChosen;

    /// <summary>The mechanisms among which the client chooses; none when it need not.</summary>
    public IReadOnlyList<string> Mechanisms { get; } = authenticator.MechanismsOf(client.Listener);

    /// <summary>Chooses the mechanism.</summary>
    /// <returns><see cref="ErrorCode.UnsupportedSaslMechanism"/> for one that the listener does not take; <see cref="ErrorCode.IllegalSaslState"/> when one was chosen before.</returns>
    public ErrorCode Choose(string mechanism)
    {
        if (_hasChosen)
            return ErrorCode.IllegalSaslState;
        if (!Mechanisms.Contains(mechanism, StringComparer.Ordinal))
            return ErrorCode.UnsupportedSaslMechanism;

        _exchange = authenticator.Begin(mechanism, client);
        _hasChosen = true;
        return ErrorCode.None;
    }

    /// <summary>Takes a token of the client.</summary>
    /// <returns>Null when none is expected: no mechanism was chosen, or the authentication is over.</returns>
    public AuthenticationStep? Take(ReadOnlySpan<byte> token)
    {
        var step = _exchange?.Take(token);
        if (step is { Principal: not null } or { Refusal: not null })
            _exchange = null;
        return step;
    }
}
