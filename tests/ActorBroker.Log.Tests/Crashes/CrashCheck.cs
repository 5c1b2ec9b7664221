using ActorBroker.Log.Disk;
using ActorBroker.Log.Tests.Properties;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Crashes;

/// <summary>Holds a restarted log against what had been promised.</summary>
internal static class CrashCheck
{
    /// <summary>Crashes the trace once and checks; then crashes the restarted log at once and checks again.</summary>
    public static void Run(
        CrashTrace trace, int change, DiskCrash crash, int seed, bool trustsClean = false, Func<ILogDisk, ILogDisk>? spoilRestart = null)
    {
        var (before, after) = trace.PromisesAt(change);
        var random = new Random(HashCode.Combine(seed, change));
        var restarted = trace.Restart(change, crash, random, trustsClean, spoilRestart);
        var content = Check(restarted, before, after, crash);

        var again = restarted.Disk.Crash(DiskCrash.PowerLoss, random);
        var state = restarted.Known with { RecoveryPoint = Offset.Min(restarted.Known.RecoveryPoint, restarted.Log.State.LogEnd) };
        var second = new RestartedLog(again, state, isClean: restarted.Report is null, PlainOptions);
        if (restarted.Report is not null)
            Demand(second.ReadAll().Take(content.Count).SequenceEqual(content), "the recovery's own promise that all it kept is durable");
    }

    private static readonly PartitionLogOptions PlainOptions = new();

    /// <summary>Holds a log that starts again against the promise before its stop and the step that was under way; gives what it holds.</summary>
    public static List<(long Base, int Epoch, string Records)> Check(RestartedLog restarted, Promise before, Promise after, DiskCrash crash)
    {
        var content = restarted.ReadAll();
        var possible = before.Log.Batches.Concat(after.Log.Batches).Select(Plain).ToHashSet();
        foreach (var batch in content)
            Demand(possible.Contains(batch), $"every batch read was written: {batch}");
        var found = content.ToHashSet();
        foreach (var batch in before.Kept(after))
            Demand(found.Contains(Plain(batch)), $"flushed batch {batch.Base}..{batch.Last} of a log durable up to {before.Durable} is there");
        if (crash == DiskCrash.ProcessKill && before == after)
            Demand(restarted.Log.State.LogEnd.Value == before.Log.End, "a killed process loses nothing that was written");
        foreach (var damage in restarted.Report?.Damage ?? [])
            Demand(damage.IsCut && crash == DiskCrash.PowerLoss, $"a crash is no damage: {damage}");
        return content;
    }

    private static (long Base, int Epoch, string Records) Plain(PlainBatch batch) =>
        (batch.Base, batch.Epoch, string.Concat(batch.Records.Select(record => record.Value + " ")));

    private static void Demand(bool holds, string what)
    {
        if (!holds)
            throw new CrashFailure(what);
    }
}
