using ActorBroker.Model;
using ActorBroker.Wire;

namespace ActorBroker.Listener.Handlers;

/// <summary>Lists of brokers in responses.</summary>
internal static class BrokerLists
{
    public static void Add(WireList<BrokerId> list, IEnumerable<BrokerId> brokers)
    {
        foreach (var broker in brokers)
            list.Add(broker);
    }
}
