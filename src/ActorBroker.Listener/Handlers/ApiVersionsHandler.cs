using ActorBroker.Listener.Sessions;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Tells what the broker speaks (key 18): what has a handler.</summary>
internal sealed class ApiVersionsHandler(HandlerTable table) : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.ApiVersions;

    public void Handle(RequestContext context)
    {
        var response = context.NewResponse<ApiVersionsResponse>();
        table.Profile.WriteTo(response);
        context.Respond(response);
    }
}
