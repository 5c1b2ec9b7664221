using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Metadata;

namespace ActorBroker.Listener.Handlers;

/// <summary>The brokers that a client can reach: the active ones that have a listener of the name that it came in by.</summary>
internal static class BrokerEndpoints
{
    public static IEnumerable<(BrokerImage Broker, BrokerEndpoint EndPoint)> Of(MetadataImage image, ClientIdentity client)
    {
        foreach (var broker in image.Brokers.Values.Where(broker => broker.IsActive).OrderBy(broker => broker.Id.Value))
        {
            if (broker.Endpoints.FirstOrDefault(known => known.Listener == client.Listener) is { } endPoint)
                yield return (broker, endPoint);
        }
    }
}
