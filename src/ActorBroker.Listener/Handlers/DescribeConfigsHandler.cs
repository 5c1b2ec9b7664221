using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.DescribeConfigsRequest;
using static ActorBroker.Wire.Messages.DescribeConfigsResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>Tells the configuration of topics (key 32).</summary>
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
        var image = context.Doors.Metadata.Image;
        if (resource.ResourceType != (sbyte)ConfigResourceType.Topic)
            Refuse(result, ErrorCode.InvalidRequest, $"Resources of type {resource.ResourceType} have no configuration here.");
        else if (!context.Allows(AclOperation.DescribeConfigs, ResourceType.Topic, resource.ResourceName))
            Refuse(result, ErrorCode.TopicAuthorizationFailed, null);
        else if (image.Topics.Find(resource.ResourceName) is null)
            Refuse(result, ErrorCode.UnknownTopicOrPartition, $"There is no topic '{resource.ResourceName}'.");
        else
        {
            foreach (var definition in TopicConfigs.All)
            {
                if (resource.ConfigurationKeys?.Contains(definition.Name) is null or true)
                    Add(result, request, context.Doors.Configs.Resolve(definition, resource.ResourceName, image));
            }
        }
    }

    private static void Add(DescribeConfigsResult result, DescribeConfigsRequest request, ResolvedConfig config)
    {
        var described = result.Configs.AddNew();
        (described.Name, described.Value) = (config.Definition.Name, config.Value);
        (described.ConfigSource, described.ConfigType) = ((sbyte)config.Source, (sbyte)config.Definition.Type);
        if (request.IncludeDocumentation)
            described.Documentation = config.Definition.Documentation;
        if (request.IncludeSynonyms)
        {
            AddSynonym(described, config.Source == ConfigSource.Topic ? config.Definition.Name : config.Definition.BrokerName, config.Value, config.Source);
            if (config.Source != ConfigSource.Default)
                AddSynonym(described, config.Definition.BrokerName, config.Definition.Default, ConfigSource.Default);
        }
    }

    private static void AddSynonym(DescribeConfigsResourceResult described, string name, string value, ConfigSource source)
    {
        var synonym = described.Synonyms.AddNew();
        (synonym.Name, synonym.Value, synonym.Source) = (name, value, (sbyte)source);
    }

    private static void Refuse(DescribeConfigsResult result, ErrorCode error, string? message) =>
        (result.ErrorCode, result.ErrorMessage) = (error, message);
}
