using ActorBroker.Listener.Sessions;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Has the client choose how it authenticates (key 17). After version 0 its tokens come as frames of their own, without a header.</summary>
internal sealed class SaslHandshakeHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.SaslHandshake;

    public void Handle(RequestContext context)
    {
        var error = context.Authentication.Choose(context.Body<SaslHandshakeRequest>().Mechanism);
        if (error == ErrorCode.None && context.Version == 0)
            context.ExpectTokens();
        var response = context.NewResponse<SaslHandshakeResponse>();
        response.ErrorCode = error;
        foreach (var mechanism in context.Authentication.Mechanisms)
            response.Mechanisms.Add(mechanism);
        context.Respond(response, closes: error != ErrorCode.None);
    }
}
