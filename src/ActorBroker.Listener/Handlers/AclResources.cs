namespace ActorBroker.Listener.Handlers;

/// <summary>Names of resources that are not the client's choice.</summary>
internal static class AclResources
{
    /// <summary>The cluster's, as in Kafka.</summary>
    public const string Cluster = "kafka-cluster";
}
