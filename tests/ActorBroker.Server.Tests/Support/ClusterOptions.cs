using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Tests.Support;

/// <summary>How tests reach clusters.</summary>
internal static class ClusterOptions
{
    /// <summary>Options with these brokers.</summary>
    public static RemoteOptions For(string brokers, TimeSpan? timeout = null) =>
        new() { Bootstrap = BrokerAddress.ParseList(brokers)!, Time = TimeProvider.System, Timeout = timeout ?? Tool.Limit };
}
