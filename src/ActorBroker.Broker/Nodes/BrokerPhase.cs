namespace ActorBroker.Broker.Nodes;

/// <summary>How far a broker's life is.</summary>
internal enum BrokerPhase
{
    /// <summary>Its memory is read.</summary>
    Recovering,

    /// <summary>It waits for the controller to name the cluster.</summary>
    Joining,

    /// <summary>It takes its log directories.</summary>
    Opening,

    /// <summary>It says to the controller who it is.</summary>
    Registering,

    /// <summary>It waits for metadata that know of its registration.</summary>
    Hosting,

    /// <summary>Its partitions are hosted; it asks to be let in.</summary>
    Unfencing,

    /// <summary>It serves.</summary>
    Serving,

    /// <summary>The controller moves its leaderships.</summary>
    HandingOver,

    /// <summary>Its logs are flushed and given back.</summary>
    Stopping,
}
