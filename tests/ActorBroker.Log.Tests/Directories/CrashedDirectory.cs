using System.Globalization;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Directories;

/// <summary>The start after a crash, and what must hold then.</summary>
internal sealed class CrashedDirectory(MemoryDisk disk, Func<string> context)
{
    private readonly Dictionary<int, List<string>> _found = [];

    /// <summary>Opens all logs and compares.</summary>
    /// <param name="before">What held when the last finished step ended.</param>
    /// <param name="after">What would hold after the step that the crash fell into.</param>
    /// <param name="goesOn">Whether to append, stop and start again.</param>
    public void Verify(
        IReadOnlyDictionary<int, ModelReplica> before, IReadOnlyDictionary<int, ModelReplica> after, bool goesOn)
    {
        using var directory = TestDirectory.Open(disk);
        foreach (var partition in before.Keys.Union(after.Keys))
            VerifyReplica(directory, partition, before.GetValueOrDefault(partition), after.GetValueOrDefault(partition));
        Check(directory.Replicas.All(id => _found.ContainsKey(id.Index.Value)), "a deleted replica came back");
        if (goesOn)
            GoOn(directory);
    }

    private void VerifyReplica(LogDirectory directory, int partition, ModelReplica? before, ModelReplica? after)
    {
        if (!directory.Contains(TestDirectory.Partition(partition)))
        {
            Check(before is null || after is null || before.DurableEnd == 0, $"replica {partition} is gone");
            return;
        }

        var opened = TestDirectory.OpenLog(directory, partition);
        var bounds = opened.Log.View.Bounds;
        var (least, most) = (before ?? after!, after ?? before!);
        Check(bounds.Start.Value >= least.Start && bounds.Start.Value <= most.Start, $"replica {partition} starts at {bounds.Start}");
        var durable = before is null || after is null ? (before?.DurableEnd ?? 0) : Math.Min(before.DurableEnd, after.DurableEnd);
        Check(bounds.End.Value >= durable, $"replica {partition} ends at {bounds.End}, {durable} was durable");

        // Above what was durable a torn batch may have whole ones behind it; recovery says so.
        var damage = (opened.Recovery?.Damage ?? [])
            .Where(one => !one.IsCut || Math.Max(one.First.Value, bounds.Start.Value) < durable).ToList();
        Check(damage.Count == 0, $"replica {partition} is damaged: {string.Join("; ", damage)}");

        // The batch that holds the start comes whole.
        var records = TestDirectory.Read(opened.Log).Where(record => Split(record).Offset >= bounds.Start.Value).ToList();
        Check(records.Count == bounds.End - bounds.Start, $"replica {partition} has not {bounds}: {string.Join(' ', records)}");
        foreach (var record in records)
        {
            var (offset, value) = Split(record);
            Check(before?.Has(offset, value) == true || after?.Has(offset, value) == true, $"replica {partition} has {record}");
        }

        TestDirectory.Append(opened.Log, "after");
        _found.Add(partition, TestDirectory.Read(opened.Log));
        TestDirectory.CloseClean(directory, opened.Log);
    }

    private void GoOn(LogDirectory directory)
    {
        Check(directory.Stop(), "the stop was not clean");
        using var again = TestDirectory.Open(disk);
        Check(again.WasClean, "the start was not clean");
        foreach (var (partition, expected) in _found)
        {
            var opened = TestDirectory.OpenLog(again, partition);
            Check(opened.Recovery is null, $"replica {partition} was recovered");
            var records = TestDirectory.Read(opened.Log);
            Check(records.SequenceEqual(expected), $"replica {partition} has {string.Join(' ', records)}, not {string.Join(' ', expected)}");
        }
    }

    private void Check(bool condition, string what) => Assert.True(condition, condition ? null : $"{what}; {context()}");

    private static (int Offset, string Value) Split(string record)
    {
        var colon = record.IndexOf(':', StringComparison.Ordinal);
        return (int.Parse(record.AsSpan(0, colon), CultureInfo.InvariantCulture), record[(colon + 1)..]);
    }
}
