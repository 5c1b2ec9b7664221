using System.Collections.Immutable;
using ActorBroker.Machines.Controller;
using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>What a replica wants done, each without any further question.</summary>
public abstract record ReplicaEffect
{
    private ReplicaEffect()
    {
    }

    /// <summary>Append the producer's records from <paramref name="First"/> on, in this epoch; one who needs all waits for the high watermark.</summary>
    public sealed record Append(Offset First, LeaderEpoch Epoch) : ReplicaEffect;

    /// <summary>Answer the producer with an error; nothing is appended.</summary>
    public sealed record RejectProduce(ErrorCode Error) : ReplicaEffect;

    /// <summary>Append the records that came with the answer.</summary>
    public sealed record AppendFetched : ReplicaEffect;

    /// <summary>Note in the log that an epoch begins at its end.</summary>
    public sealed record BeginEpoch(LeaderEpoch Epoch) : ReplicaEffect;

    /// <summary>Remove all from this offset on, durably. Where the high watermark was noted above it for the next start, it is noted anew before.</summary>
    public sealed record Truncate(Offset Offset) : ReplicaEffect;

    /// <summary>Empty the log; its next record gets this offset. The leader has nothing below it. A high watermark noted above it is noted anew before.</summary>
    public sealed record RestartAt(Offset Offset) : ReplicaEffect;

    /// <summary>Ask for all that was appended to be made durable.</summary>
    public sealed record Flush : ReplicaEffect;

    /// <summary>Publish the high watermark; acknowledge every producer whose records lie below it, and wake readers.</summary>
    public sealed record SetHighWatermark(Offset HighWatermark) : ReplicaEffect;

    /// <summary>Answer every producer that waits for the high watermark with an error.</summary>
    public sealed record FailWaiting(ErrorCode Error) : ReplicaEffect;

    /// <summary>Send the leader a demand; it takes the place of an earlier one.</summary>
    public sealed record Demand(BrokerId Leader, FetchRequest Request) : ReplicaEffect;

    /// <summary>Send a follower records from an offset on, as far as its credit goes, or just the high watermark where there are none.</summary>
    public sealed record Serve(BrokerId Follower, LeaderEpoch Epoch, Offset From, Offset HighWatermark) : ReplicaEffect;

    /// <summary>Send a follower an answer without records.</summary>
    public sealed record Answer(BrokerId Follower, FetchAnswer Message) : ReplicaEffect;

    /// <summary>Ask the controller for another ISR.</summary>
    /// <param name="Members">The whole ISR that is wanted.</param>
    public sealed record Propose(LeaderEpoch LeaderEpoch, PartitionEpoch Epoch, ImmutableArray<ReplicaIncarnation> Members) : ReplicaEffect;

    /// <summary>Tell operators that committed records are lost, from <paramref name="From"/> to below <paramref name="End"/>.</summary>
    public sealed record ReportLoss(Offset From, Offset End) : ReplicaEffect;
}
