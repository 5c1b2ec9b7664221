using System.Collections.Immutable;
using ActorBroker.Machines.Controller;
using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>What a replica is told or asked.</summary>
public abstract record ReplicaCommand
{
    private ReplicaCommand()
    {
    }

    /// <summary>The cluster's metadata went on.</summary>
    public sealed record RolesChanged(ReplicaRoles Roles) : ReplicaCommand;

    /// <summary>A client wants records appended.</summary>
    /// <param name="NeedsAll">True when it wants to hear once all in-sync replicas have them (acks=all).</param>
    public sealed record Produce(bool NeedsAll) : ReplicaCommand;

    /// <summary>The log is longer or more of it is durable. Due after each write and each flush that was completed.</summary>
    public sealed record LogChanged : ReplicaCommand;

    /// <summary>The log failed, or damage was found in it: it takes no more, and what it said may not hold.</summary>
    public sealed record LogFailed : ReplicaCommand;

    /// <summary>A follower asks for records.</summary>
    public sealed record Fetch(FetchRequest Request) : ReplicaCommand;

    /// <summary>The leader answered.</summary>
    /// <param name="Answer">What it said; the records, if any, came along.</param>
    public sealed record Fetched(FetchAnswer Answer) : ReplicaCommand;

    /// <summary>These followers are behind for longer than <c>replica.lag.time.max.ms</c>.</summary>
    public sealed record FollowersLagged(ImmutableArray<BrokerId> Followers) : ReplicaCommand;

    /// <summary>The controller answered a proposal.</summary>
    /// <param name="Epoch">The partition epoch that the proposal was made upon.</param>
    /// <param name="Result">What became of it.</param>
    public sealed record IsrAnswered(PartitionEpoch Epoch, IsrResult Result) : ReplicaCommand;

    /// <summary>What was sent may be lost. Due every <c>replica.fetch.retry</c> as long as something is unanswered.</summary>
    public sealed record Retry : ReplicaCommand;
}
