namespace ActorBroker.Log.Repair;

/// <summary>What a <see cref="LogRepair"/> may do. Immutable.</summary>
public sealed record RepairOptions
{
    /// <summary>True to plan and change nothing (default false).</summary>
    public bool IsDryRun { get; init; }

    /// <summary>
    /// True to take damaged batches out of logs though they had been flushed, so that their records are given up and all others are served (default false).
    /// False leaves a log alone that has such damage.
    /// </summary>
    public bool DropDamaged { get; init; }
}
