using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Controller;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Replaces the whole configuration of topics and brokers (key 33): what a request does not name goes back to its default.</summary>
internal sealed class AlterConfigsHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.AlterConfigs;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<AlterConfigsRequest>();
        var errors = await ConfigCalls.AlterAsync(context, [.. request.Resources.Select(ToChange)], request.ValidateOnly);
        var response = context.NewResponse<AlterConfigsResponse>();
        foreach (var (resource, error) in request.Resources.Zip(errors))
        {
            var result = response.Responses.AddNew();
            (result.ResourceType, result.ResourceName) = (resource.ResourceType, resource.ResourceName);
            (result.ErrorCode, result.ErrorMessage) = (error.Code, error.Message);
        }

        context.Respond(response);
    }

    private static ConfigChange ToChange(AlterConfigsRequest.AlterConfigsResource resource) => new(
        ConfigCalls.Resource(resource.ResourceType, resource.ResourceName),
        [.. resource.Configs.Select(config => new ConfigAlteration(config.Name, ConfigOperation.Set, config.Value))],
        ReplacesAll: true);
}
