using ActorBroker.Log;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Broker.Partitions;

/// <summary>Opens a partition's log: a new or clean one at once, another by a recovery on the disk executor.</summary>
/// <remarks>Owned by the partition's actor.</remarks>
internal sealed class LogOpening(PartitionId id, LogDirectory directory, Func<PartitionLogOptions> options, IDiskExecutor executor)
{
    /// <summary>True while the recovery runs: nothing can be closed.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>Begins; one of the two is called, on the owner's thread.</summary>
    public void Begin(OwnerActions actions, Action<OpenedReplica> opened, Action<Exception> failed)
    {
        if (!directory.Contains(id))
            opened(new OpenedReplica(directory.CreateLog(id, options), null));
        else if (!directory.NeedsRecovery(id))
            opened(directory.OpenLog(id, options));
        else
            Recover(actions, opened, failed);
    }

    private void Recover(OwnerActions actions, Action<OpenedReplica> opened, Action<Exception> failed)
    {
        IsUnderWay = true;
        OpenedReplica? recovered = null;
        executor.Execute(
            () => recovered = directory.OpenLog(id, options),
            failure => actions.Add(() =>
            {
                IsUnderWay = false;
                if (recovered is { } replica)
                    opened(replica);
                else
                    failed(failure!);
            }));
    }
}
