using System.Text;
using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests.Sessions;

/// <summary>The stage before authentication, with a mechanism of the test's own.</summary>
public sealed class AuthenticationTests
{
    private const short Wrapped = 1;
    private const short Raw = 0;

    private readonly SessionClient _client = new(new PasswordAuthenticator());

    [Fact]
    public void A_client_that_proves_who_it_is_asks_as_its_principal_from_then_on()
    {
        Choose(PasswordAuthenticator.Mechanism, Wrapped);
        var question = Token("anna-lena");
        var welcome = Token("anel-anna");

        AskForTopic(_client);

        Assert.Equal(PasswordAuthenticator.Question, Encoding.UTF8.GetString(question.AuthBytes.Span));
        Assert.Equal((ErrorCode.None, "welcome"), (welcome.ErrorCode, Encoding.UTF8.GetString(welcome.AuthBytes.Span)));
        Assert.Equal(["User:anna-lena"], _client.Authorizer.Principals.Distinct());
    }

    [Fact]
    public void Trap_15_after_a_handshake_of_version_0_tokens_come_and_go_without_headers()
    {
        Choose(PasswordAuthenticator.Mechanism, Raw);

        _client.SendFrame("bob"u8);
        var question = _client.NextFrame();
        _client.SendFrame("bob"u8);
        var welcome = _client.NextFrame();

        Assert.Equal(PasswordAuthenticator.Question, Encoding.UTF8.GetString(question));
        Assert.Equal("welcome", Encoding.UTF8.GetString(welcome));
        Assert.Equal(ErrorCode.None, _client.Ask<MetadataResponse>(new MetadataRequest(), 12).ErrorCode);
    }

    [Fact]
    public void Trap_15_versions_are_told_before_authentication_and_say_that_there_is_one()
    {
        var versions = _client.Ask<ApiVersionsResponse>(new ApiVersionsRequest { ClientSoftwareName = "a", ClientSoftwareVersion = "1" }, 3);

        Assert.Contains(versions.ApiKeys, api => api.ApiKey == (short)ApiKey.SaslHandshake);
        Assert.Contains(versions.ApiKeys, api => api.ApiKey == (short)ApiKey.SaslAuthenticate);
    }

    [Fact]
    public void Any_other_request_before_authentication_closes_the_connection_unanswered()
    {
        _client.Send(new MetadataRequest(), 12);

        Assert.Equal(ConnectionFaultKind.NotAuthenticated, _client.Fault?.Kind);
        Assert.False(_client.HasAnswer);
        Assert.Empty(_client.Authorizer.Principals);
    }

    [Fact]
    public void A_request_between_mechanism_and_proof_closes_the_connection()
    {
        Choose(PasswordAuthenticator.Mechanism, Wrapped);
        Token("bob");

        _client.Send(new MetadataRequest(), 12);

        Assert.Equal(ConnectionFaultKind.NotAuthenticated, _client.Fault?.Kind);
    }

    [Fact]
    public void An_unknown_mechanism_is_told_which_ones_there_are_and_the_connection_is_closed()
    {
        var answer = _client.Ask<SaslHandshakeResponse>(new SaslHandshakeRequest { Mechanism = "PLAIN" }, Wrapped);

        Assert.Equal(ErrorCode.UnsupportedSaslMechanism, answer.ErrorCode);
        Assert.Equal([PasswordAuthenticator.Mechanism], answer.Mechanisms);
        Assert.True(_client.IsClosed);
    }

    [Theory]
    [InlineData(Wrapped)]
    [InlineData(Raw)]
    public void A_refused_client_is_closed_and_told_why_where_there_is_a_way_to(short version)
    {
        Choose(PasswordAuthenticator.Mechanism, version);
        SendToken("bob", version);
        _client.NextFrame();

        SendToken("alice", version);

        Assert.True(_client.IsClosed);
        Assert.Equal(version == Wrapped, _client.HasAnswer);
        if (version == Wrapped)
        {
            var answer = _client.Answer<SaslAuthenticateResponse>(2);
            Assert.Equal((ErrorCode.SaslAuthenticationFailed, "that is not the name backwards"), (answer.ErrorCode, answer.ErrorMessage));
        }
    }

    [Fact]
    public void A_token_without_a_mechanism_is_refused_and_the_connection_closed()
    {
        Assert.Equal(ErrorCode.IllegalSaslState, Token("bob").ErrorCode);
        Assert.True(_client.IsClosed);
    }

    [Fact]
    public void A_second_choice_of_a_mechanism_is_refused_and_the_connection_closed()
    {
        Choose(PasswordAuthenticator.Mechanism, Wrapped);

        var again = _client.Ask<SaslHandshakeResponse>(new SaslHandshakeRequest { Mechanism = PasswordAuthenticator.Mechanism }, Wrapped);

        Assert.Equal(ErrorCode.IllegalSaslState, again.ErrorCode);
        Assert.True(_client.IsClosed);
    }

    [Fact]
    public void A_token_after_the_proof_changes_nobody_and_closes_the_connection()
    {
        Choose(PasswordAuthenticator.Mechanism, Wrapped);
        Token("bob");
        Token("bob");

        Assert.Equal(ErrorCode.IllegalSaslState, Token("eve").ErrorCode);
        Assert.True(_client.IsClosed);
    }

    [Fact]
    public void A_client_that_does_not_come_to_an_end_is_closed_at_the_deadline_of_the_handshake()
    {
        Choose(PasswordAuthenticator.Mechanism, Raw);
        _client.SendFrame("bob"u8);

        _client.Pass(TimeSpan.FromSeconds(11));

        Assert.Equal(ConnectionFaultKind.HandshakeTimedOut, _client.Fault?.Kind);
    }

    [Fact]
    public void A_request_before_authentication_has_a_lower_limit_of_length()
    {
        _client.SendFrame(new byte[513 * 1024]);

        Assert.Equal(ConnectionFaultKind.FrameTooLong, _client.Fault?.Kind);
    }

    [Fact]
    public void Without_mechanisms_nothing_is_asked_and_nothing_of_it_is_offered()
    {
        var client = new SessionClient(new AnonymousClients());

        var versions = client.Ask<ApiVersionsResponse>(new ApiVersionsRequest { ClientSoftwareName = "a", ClientSoftwareVersion = "1" }, 3);
        AskForTopic(client);

        Assert.DoesNotContain(versions.ApiKeys, api => api.ApiKey is (short)ApiKey.SaslHandshake or (short)ApiKey.SaslAuthenticate);
        Assert.Equal([ClientIdentity.Anonymous], client.Authorizer.Principals.Distinct());
    }

    private static void AskForTopic(SessionClient client)
    {
        var request = new MetadataRequest { Topics = new() };
        request.Topics.AddNew().Name = "orders";
        client.Ask<MetadataResponse>(request, 9);
    }

    private void Choose(string mechanism, short version) =>
        Assert.Equal(ErrorCode.None, _client.Ask<SaslHandshakeResponse>(new SaslHandshakeRequest { Mechanism = mechanism }, version).ErrorCode);

    private SaslAuthenticateResponse Token(string token)
    {
        SendToken(token, Wrapped);
        return _client.Answer<SaslAuthenticateResponse>(2);
    }

    private void SendToken(string token, short version)
    {
        if (version == Raw)
            _client.SendFrame(Encoding.UTF8.GetBytes(token));
        else
            _client.Send(new SaslAuthenticateRequest { AuthBytes = Encoding.UTF8.GetBytes(token) }, 2);
    }
}
