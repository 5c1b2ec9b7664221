using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Who may lead and be in an ISR, as one decision sees it. Asked for every replica of a failed broker, so it is a set of its own.</summary>
internal sealed class ActiveBrokers
{
    private readonly HashSet<BrokerId> _active;

    private ActiveBrokers(HashSet<BrokerId> active) => _active = active;

    public static ActiveBrokers Of(MetadataImage image)
    {
        var active = new HashSet<BrokerId>();
        foreach (var broker in image.Brokers.Values)
        {
            if (broker.IsActive)
                active.Add(broker.Id);
        }

        return new ActiveBrokers(active);
    }

    /// <summary>As it will be when this broker is fenced.</summary>
    public static ActiveBrokers Without(MetadataImage image, BrokerId leaving)
    {
        var active = Of(image);
        active._active.Remove(leaving);
        return active;
    }

    public bool Contains(BrokerId broker) => _active.Contains(broker);
}
