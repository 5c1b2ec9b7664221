using ActorBroker.Machines.Replication;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>A known mistake that the checker has to find: a broken rule, or an actor or controller that does not do what it should.</summary>
/// <param name="Name">What is wrong, in a sentence.</param>
/// <param name="Rules">The rules with the mistake.</param>
internal sealed record ReplicationMistake(string Name, ReplicationRules Rules)
{
    /// <summary>No mistake.</summary>
    public static readonly ReplicationMistake None = new("none", ReplicationRules.Sound);

    /// <summary>True when a log counts a flush that began before a cut for what was appended after it.</summary>
    public bool CountsLateFlushes { get; init; }

    /// <summary>True when every restarted broker says that it has all it ever acknowledged.</summary>
    public bool AlwaysComplete { get; init; }

    /// <summary>True when the controller does not look at the runs of those who are proposed.</summary>
    public bool ForgetsRuns { get; init; }
}
