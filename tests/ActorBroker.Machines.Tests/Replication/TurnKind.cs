namespace ActorBroker.Machines.Tests.Replication;

/// <summary>What a replica does by itself; with a number that says with what, it tells one command from all others.</summary>
internal enum TurnKind
{
    /// <summary>It takes the roles of a controller's part, which the number names.</summary>
    Roles,

    /// <summary>It sends again what was not answered; no number.</summary>
    Retry,

    /// <summary>It finds the broker of the number lagging.</summary>
    Lag,

    /// <summary>It gets the record of the number from a producer.</summary>
    Produce,

    /// <summary>All its log is durable; no number.</summary>
    Flush,
}
