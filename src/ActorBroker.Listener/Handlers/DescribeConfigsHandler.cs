using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.DescribeConfigsRequest;
using static ActorBroker.Wire.Messages.DescribeConfigsResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>Tells the configuration of topics and of this broker (key 32).</summary>
internal sealed class DescribeConfigsHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.DescribeConfigs;

    public void Handle(RequestContext context)
    {
        var request = context.Body<DescribeConfigsRequest>();
        var response = context.NewResponse<DescribeConfigsResponse>();
        foreach (var resource in request.Resources)
        {
            var result = response.Results.AddNew();
            (result.ResourceType, result.ResourceName) = (resource.ResourceType, resource.ResourceName);
            Describe(context, request, resource, result);
        }

        context.Respond(response);
    }

    private static void Describe(RequestContext context, DescribeConfigsRequest request, DescribeConfigsResource resource, DescribeConfigsResult result)
    {
        var error = (ConfigResourceType)resource.ResourceType switch
        {
            ConfigResourceType.Topic => DescribeTopic(context, request, resource, result),
            ConfigResourceType.Broker => DescribeBroker(context, request, resource, result),
            _ => new ControllerError(ErrorCode.InvalidRequest, $"Resources of type {resource.ResourceType} have no configuration here."),
        };
        // Kafka's success has an empty message, not none.
        (result.ErrorCode, result.ErrorMessage) = (error.Code, error.Message ?? "");
    }

    private static ControllerError DescribeTopic(
        RequestContext context, DescribeConfigsRequest request, DescribeConfigsResource resource, DescribeConfigsResult result)
    {
        var image = context.Doors.Metadata.Image;
        var topic = resource.ResourceName;
        if (!context.Allows(AclOperation.DescribeConfigs, ResourceType.Topic, topic))
            return new ControllerError(ErrorCode.TopicAuthorizationFailed);
        if (image.Topics.Find(topic) is null)
            return new ControllerError(ErrorCode.UnknownTopicOrPartition, $"There is no topic '{topic}'.");

        foreach (var definition in TopicConfigs.All.Where(definition => IsWanted(resource, definition.Name)))
            Add(result, request, definition.Name, context.Doors.Configs.Resolve(definition, topic, image));
        return ControllerError.None;
    }

    private static ControllerError DescribeBroker(
        RequestContext context, DescribeConfigsRequest request, DescribeConfigsResource resource, DescribeConfigsResult result)
    {
        var named = ConfigCalls.Resource(resource.ResourceType, resource.ResourceName);
        if (!context.Allows(AclOperation.DescribeConfigs, ResourceType.Cluster, AclResources.Cluster))
            return new ControllerError(ErrorCode.ClusterAuthorizationFailed);
        if (named != ConfigResource.AllBrokers && named != ConfigResource.OfBroker(context.Doors.Broker))
            return new ControllerError(ErrorCode.InvalidRequest, $"This is broker {context.Doors.Broker}, which cannot tell the configuration of '{named.Name}'.");

        foreach (var definition in ConfigCatalog.Definitions.Where(definition => IsWanted(resource, definition.BrokerName)))
        {
            var config = context.Doors.Configs.ResolveForBroker(definition, context.Doors.Metadata.Image);

            // What holds for all brokers is only what was said for all of them.
            if (named != ConfigResource.AllBrokers || config.Source == ConfigSource.DynamicDefaultBroker)
                Add(result, request, definition.BrokerName, config);
        }

        return ControllerError.None;
    }

    private static bool IsWanted(DescribeConfigsResource resource, string name) => resource.ConfigurationKeys?.Contains(name) is null or true;

    private static void Add(DescribeConfigsResult result, DescribeConfigsRequest request, string name, ResolvedConfig config)
    {
        var definition = config.Definition;
        var described = result.Configs.AddNew();
        (described.Name, described.Value) = (name, config.Value);
        (described.ConfigSource, described.ConfigType) = ((sbyte)config.Source, (sbyte)definition.Type);
        described.ReadOnly = definition.IsFixed;
        described.Documentation = request.IncludeDocumentation ? definition.Documentation : null;
        if (request.IncludeSynonyms)
        {
            AddSynonym(described, config.Source == ConfigSource.Topic ? definition.Name : definition.BrokerName, config.Value, config.Source);
            if (config.Source != ConfigSource.Default)
                AddSynonym(described, definition.BrokerName, definition.Default, ConfigSource.Default);
        }
    }

    private static void AddSynonym(DescribeConfigsResourceResult described, string name, string value, ConfigSource source)
    {
        var synonym = described.Synonyms.AddNew();
        (synonym.Name, synonym.Value, synonym.Source) = (name, value, (sbyte)source);
    }
}
