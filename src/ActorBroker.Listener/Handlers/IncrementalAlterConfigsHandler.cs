using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Controller;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Changes single entries of the configuration of topics and brokers (key 44, KIP-339).</summary>
internal sealed class IncrementalAlterConfigsHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.IncrementalAlterConfigs;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var request = context.Body<IncrementalAlterConfigsRequest>();
        var errors = await ConfigCalls.AlterAsync(context, [.. request.Resources.Select(ToChange)], request.ValidateOnly);
        var response = context.NewResponse<IncrementalAlterConfigsResponse>();
        foreach (var (resource, error) in request.Resources.Zip(errors))
        {
            var result = response.Responses.AddNew();
            (result.ResourceType, result.ResourceName) = (resource.ResourceType, resource.ResourceName);
            (result.ErrorCode, result.ErrorMessage) = (error.Code, error.Message);
        }

        context.Respond(response);
    }

    private static ConfigChange ToChange(IncrementalAlterConfigsRequest.AlterConfigsResource resource) => new(
        ConfigCalls.Resource(resource.ResourceType, resource.ResourceName),
        [.. resource.Configs.Select(config => new ConfigAlteration(config.Name, (ConfigOperation)config.ConfigOperation, config.Value))]);
}
