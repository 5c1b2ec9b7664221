using System.Diagnostics;
using ActorBroker.Broker.Doors;
using ActorBroker.Log;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Flushing;
using ActorBroker.Machines.Replication;

namespace ActorBroker.Broker.Partitions;

/// <summary>An open log with all that its owner keeps beside it.</summary>
internal sealed class LogOwner
{
    private readonly LogDirectory _directory;

    public LogOwner(PartitionLog log, PartitionContext context, PartitionTraffic traffic, int home, Action<Action> toOwner)
    {
        _directory = context.Directories.All[home];
        Log = log;
        Commits = new CommitQueue(log, context.Flushers[home], toOwner);
        Appends = new LeaderLog(log, context.Clock, traffic);
        Facts = new LogFacts(log);
        Compaction = new PartitionCompaction(log, context.Compaction, context.NewSeed(), context.Executor, toOwner);
    }

    public PartitionLog Log { get; }

    public LogFacts Facts { get; }

    public CommitQueue Commits { get; }

    public LeaderLog Appends { get; }

    public PartitionCompaction Compaction { get; }

    /// <summary>True when it can be given back: nothing is under way.</summary>
    public bool IsIdle => !Commits.IsFlushing && !Compaction.IsUnderWay;

    /// <summary>Starts to make the log clean; <paramref name="completed"/> is called on the owner's thread.</summary>
    /// <returns>False when there is nothing to do, or a flush is under way.</returns>
    public bool TryCheckpoint(Action<Exception?> completed) => Commits.TryCheckpoint(failure =>
    {
        if (failure is null)
            _directory.Settle(Log);
        completed(failure);
    });

    /// <summary>Does to the log what a follower's machine wants: appends what was fetched, cuts it, or begins it anew. Cuts are durable on return.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public void Change(ReplicaEffect effect, ReadOnlySpan<LogChunk> fetched)
    {
        switch (effect)
        {
            case ReplicaEffect.AppendFetched:
                Log.AppendAsFollower(fetched);
                break;
            case ReplicaEffect.Truncate cut:
                Log.Truncate(cut.Offset);
                Commits.OnTruncated();
                break;
            case ReplicaEffect.RestartAt restart:
                Log.RestartAt(restart.Offset);
                Commits.OnTruncated();
                break;
            default:
                throw new UnreachableException($"{effect} changes no log");
        }
    }

    /// <summary>Gives the log back to its directory. Only when it is idle.</summary>
    public void Close() => _directory.CloseLog(Log);
}
