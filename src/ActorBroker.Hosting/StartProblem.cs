namespace ActorBroker.Hosting;

/// <summary>Why a broker could not start: what its operator has to look at.</summary>
public enum StartProblem
{
    /// <summary>None of the others: the cause says what.</summary>
    Failed,

    /// <summary>Another program listens on the address.</summary>
    AddressInUse,

    /// <summary>This machine has no such address, its name is unknown, or the process may not listen there.</summary>
    AddressUnusable,

    /// <summary>Other machines reach the address, nobody would have to say who he is, and nobody said that this is meant.</summary>
    AddressInsecure,

    /// <summary>Another process has the data directory.</summary>
    DataInUse,

    /// <summary>The data directory cannot be made, read or written.</summary>
    DataUnusable,

    /// <summary>The data directory belongs to another broker or another cluster, or is a copy of another one.</summary>
    DataOfAnother,

    /// <summary>A newer build wrote the data directory.</summary>
    DataNewer,

    /// <summary>What says whose the data directory is was lost, or what the broker remembers: which topics there are.</summary>
    DataDamaged,
}
