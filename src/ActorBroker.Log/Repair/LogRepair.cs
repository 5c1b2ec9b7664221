using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Inspection;
using ActorBroker.Log.Segments;
using ActorBroker.Log.State;
using ActorBroker.Model;

namespace ActorBroker.Log.Repair;

/// <summary>
/// Mends a log directory of which no broker has hold: makes again what follows from the batches, cuts what a crash tore, and takes damaged batches
/// out where that is allowed.
/// </summary>
/// <param name="disk">The disk.</param>
/// <remarks>
/// <para>Safe at any crash: a log is named in the dirty journal before its files change, and a segment is replaced as compaction replaces one.</para>
/// <para>
/// A log with damage that was flushed once is left alone as a whole, unless <see cref="RepairOptions.DropDamaged"/> is set: its other defects are then
/// mended at the next repair, or by the broker's start.
/// </para>
/// </remarks>
public sealed class LogRepair(ILogDisk disk)
{
    private static readonly PartitionLogOptions Defaults = new();

    /// <summary>Verifies the directory, mends it, and verifies it again. Takes as long as reading all of it twice.</summary>
    /// <param name="path">The log directory, without a slash at the end.</param>
    /// <param name="options">What may be done.</param>
    /// <exception cref="LogDiskException">The disk failed, or somebody has the directory (<see cref="LogDiskError.Locked"/>); what was begun, the next start or repair goes on with.</exception>
    /// <exception cref="DamagedIdentityException">Nobody can tell whose directory it is.</exception>
    /// <exception cref="NewerFormatException">A newer build wrote one of its files.</exception>
    public RepairReport Run(string path, RepairOptions options)
    {
        var identity = DirectoryIdentityFile.Load(disk, path) ?? throw new DamagedIdentityException($"{path}/{DirectoryIdentityFile.Name}");
        RepairPlan plan;
        using (disk.Lock($"{path}/{LogDirectory.LockName}"))
        {
            plan = new RepairPlan(disk, path, identity.Directory, options.DropDamaged);
            if (options.IsDryRun || plan.Steps.Count == 0)
                return new RepairReport(plan.Steps, [], plan.Found, null);

            Prepare(path, plan);
        }

        var recoveries = Reopen(path, identity, plan, options.DropDamaged);
        return new RepairReport(plan.Steps, recoveries, plan.Found, new LogVerifier(disk).VerifyLogDirectory(path));
    }

    /// <summary>Changes files while no log is open; the journal names each log first.</summary>
    private void Prepare(string path, RepairPlan plan)
    {
        using var journal = new DirectoryJournal(disk, path, plan.Inventory.JournalGeneration);
        journal.Begin(plan.Notes());
        using var files = new OpenFiles(disk);
        var context = new LogContext(files, journal, path);
        foreach (var replica in plan.Replicas)
        {
            if (!replica.IsLeft)
                new ReplicaRepair(context, replica).Run();
        }
    }

    /// <summary>Opens every log that is to be recovered as a start would, and brings what was made again to the disk.</summary>
    private List<RecoveryReport> Reopen(string path, DirectoryIdentity identity, RepairPlan plan, bool dropDamaged)
    {
        var recoveries = new List<RecoveryReport>();
        using var directory = LogDirectory.Open(disk, path, new LogDirectoryOptions
        {
            ClusterId = identity.ClusterId,
            Broker = identity.Broker,
            NewDirectoryId = () => identity.Directory,
        });
        foreach (var id in directory.ReplicasToRecover.OrderBy(id => id.ToString(), StringComparer.Ordinal))
        {
            if (plan.IsLeft(id))
                continue;

            var (log, recovery) = directory.OpenLog(id, () => Defaults);
            if (recovery is not null)
                recoveries.Add(recovery);
            if (dropDamaged)
                MoveStartToFirstSegment(log, $"{path}/{id}");
            Flush(log);
            directory.CloseLog(log);
        }

        directory.Stop();
        return recoveries;
    }

    /// <summary>What is missing at the log's start is given up by starting the log behind it.</summary>
    private void MoveStartToFirstSegment(PartitionLog log, string directory)
    {
        var segments = SegmentListing.Of(disk, directory).Logs;
        var start = segments.Count == 0 ? log.State.LogEnd : Offset.Min(segments[0].BaseOffset, log.State.LogEnd);
        if (start <= log.State.LogStart)
            return;

        log.SetHighWatermark(Offset.Max(log.State.HighWatermark, start));
        log.MoveStart(start);
    }

    private static void Flush(PartitionLog log)
    {
        if (log.PrepareFlush(checkpoint: true) is not { } ticket)
            return;

        ticket.Run();
        log.CompleteFlush(ticket, null);
    }
}
