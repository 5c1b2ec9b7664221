using ActorBroker.Machines.Replication;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>How much of everything is explored: one partition on three brokers, two in-sync replicas needed.</summary>
/// <param name="Policy">What acknowledgements wait for.</param>
/// <param name="Records">Records that producers send, all with acks=all.</param>
/// <param name="Elections">Leader epochs beyond the first.</param>
/// <param name="IsrChanges">Changes of roles beyond those elections: by leaders' proposals, by fencing, by restarts.</param>
/// <param name="Crashes">Brokers that stop and lose some of what was not durable, or all of it.</param>
internal sealed record ReplicationBounds(FlushPolicy Policy, int Records, int Elections, int IsrChanges, int Crashes)
{
    /// <summary>Brokers that stop and lose nothing.</summary>
    public int CleanStops { get; init; }

    /// <summary>True for the reduced network of <see cref="FetchSteps"/>; else every message travels by itself.</summary>
    public bool IsReduced { get; init; }

    /// <summary>Times that a broker is fenced and no role changes by that; those that change roles are among the elections and changes.</summary>
    public int Suspicions { get; init; } = 1;

    /// <summary>Messages that arrive twice.</summary>
    public int Duplicates { get; init; }

    /// <summary>Messages under way at once; whatever is sent beyond is lost.</summary>
    public int Messages { get; init; } = 3;

    /// <summary>True when followers may be called lagging.</summary>
    public bool Lags { get; init; } = true;

    public override string ToString()
    {
        string[] counted =
        [
            $"{Records} records", $"{Elections} elections", $"{IsrChanges} other changes", $"{Crashes} crashes", $"{CleanStops} clean stops",
            $"{Suspicions} idle suspicions", $"{Duplicates} duplicates", $"{Messages} messages at once",
        ];
        return $"{Policy}: {string.Join(", ", counted.Where(text => text[0] != '0'))}{(Lags ? "" : ", nobody lags")}{(IsReduced ? "" : ", each message by itself")}";
    }
}
