using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Handlers;

/// <summary>Tells the cluster's id and brokers (key 60).</summary>
internal sealed class DescribeClusterHandler : IRequestHandler
{
    private const sbyte Brokers = 1;

    public ApiKey ApiKey => ApiKey.DescribeCluster;

    public void Handle(RequestContext context)
    {
        var response = context.NewResponse<DescribeClusterResponse>();
        var image = context.Doors.Metadata.Image;
        response.ClusterId = image.ClusterId ?? "";
        response.ControllerId = context.Doors.Broker;
        response.EndpointType = context.Body<DescribeClusterRequest>().EndpointType;
        if (response.EndpointType != Brokers)
        {
            response.ErrorCode = ErrorCode.UnsupportedEndpointType;
            response.ErrorMessage = "Only brokers' endpoints can be asked for here.";
        }
        else if (!context.Allows(AclOperation.Describe, ResourceType.Cluster, AclResources.Cluster))
            response.ErrorCode = ErrorCode.ClusterAuthorizationFailed;
        else
        {
            foreach (var (broker, endPoint) in BrokerEndpoints.Of(image, context.Client))
            {
                var described = response.Brokers.AddNew();
                (described.BrokerId, described.Host, described.Port, described.Rack) = (broker.Id, endPoint.Host, endPoint.Port, broker.Rack);
            }
        }

        context.Respond(response);
    }
}
