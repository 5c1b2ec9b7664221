using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests;

/// <summary>A listener that asks who its clients are, over sockets.</summary>
public sealed class AuthenticatedListenerTests() : ListenerKit(authenticator: new PasswordAuthenticator())
{
    [Fact]
    public void A_client_is_served_once_it_has_proven_who_it_is()
    {
        var client = Connect();

        var chosen = client.Ask<SaslHandshakeResponse>(new SaslHandshakeRequest { Mechanism = PasswordAuthenticator.Mechanism });
        client.Ask<SaslAuthenticateResponse>(new SaslAuthenticateRequest { AuthBytes = "bob"u8.ToArray() });
        var proven = client.Ask<SaslAuthenticateResponse>(new SaslAuthenticateRequest { AuthBytes = "bob"u8.ToArray() });
        CreateTopic(client, "orders");

        Assert.Equal(ErrorCode.None, chosen.ErrorCode);
        Assert.Equal(ErrorCode.None, proven.ErrorCode);
    }

    [Fact]
    public void A_client_that_asks_before_is_closed()
    {
        var client = Connect();

        client.Tell(new MetadataRequest());

        Assert.True(client.IsClosedByBroker());
    }
}
