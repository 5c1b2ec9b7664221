using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Listener.Handlers;

/// <summary>Has the controller change configurations, each resource by itself: what both APIs that do so share.</summary>
internal static class ConfigCalls
{
    /// <summary>The APIs have no timeout of their own.</summary>
    private const int TimeoutMs = 30_000;

    /// <summary>How each change ended, in order.</summary>
    /// <param name="context">The request.</param>
    /// <param name="changes">What it asks for.</param>
    /// <param name="onlyValidates">True to answer as if, and change nothing.</param>
    public static async Task<ControllerError[]> AlterAsync(RequestContext context, ConfigChange[] changes, bool onlyValidates)
    {
        var errors = Array.ConvertAll(changes, change => Refuse(context, change.Resource));
        var wanted = Enumerable.Range(0, changes.Length).Where(index => !errors[index].IsError).ToArray();
        if (wanted.Length == 0)
            return errors;

        var command = new AlterConfigs([.. wanted.Select(index => changes[index])], onlyValidates);
        var reply = await ControllerCalls.CallAsync(context.Doors, command, TimeoutMs);
        for (var place = 0; place < wanted.Length; place++)
            errors[wanted[place]] = ErrorAt(reply, place);
        return errors;
    }

    /// <summary>A resource by the numbers and names of the wire.</summary>
    public static ConfigResource Resource(sbyte type, string name) => new((ConfigResourceType)type, name);

    private static ControllerError Refuse(RequestContext context, ConfigResource resource) => resource.Type switch
    {
        ConfigResourceType.Topic => context.Allows(AclOperation.AlterConfigs, ResourceType.Topic, resource.Name)
            ? ControllerError.None
            : new ControllerError(ErrorCode.TopicAuthorizationFailed),
        ConfigResourceType.Broker => context.Allows(AclOperation.AlterConfigs, ResourceType.Cluster, AclResources.Cluster)
            ? ControllerError.None
            : new ControllerError(ErrorCode.ClusterAuthorizationFailed),
        _ => new ControllerError(ErrorCode.InvalidRequest, $"Resources of type {(sbyte)resource.Type} have no configuration here."),
    };

    private static ControllerError ErrorAt(ControllerReply reply, int place) =>
        reply is ConfigsReply configs ? configs.Resources[place].Value : ((Acknowledged)reply).Error;
}
