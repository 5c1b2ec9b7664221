using ActorBroker.Listener.Sessions;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Takes a token of an authentication (key 36). Whoever is refused, or sends one unasked, is told why, and the connection is closed.</summary>
internal sealed class SaslAuthenticateHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.SaslAuthenticate;

    public void Handle(RequestContext context)
    {
        var step = context.Authentication.Take(context.Body<SaslAuthenticateRequest>().AuthBytes.Span);
        var response = context.NewResponse<SaslAuthenticateResponse>();
        response.ErrorCode = step is null ? ErrorCode.IllegalSaslState
            : step.Refusal is not null ? ErrorCode.SaslAuthenticationFailed
            : ErrorCode.None;
        response.ErrorMessage = step?.Refusal;
        response.AuthBytes = step?.Token ?? default;
        if (step?.Principal is { } principal)
            context.Authenticated(principal);
        context.Respond(response, closes: response.ErrorCode != ErrorCode.None);
    }
}
