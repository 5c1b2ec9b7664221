using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Directories;

public sealed class DirtyJournalTests
{
    private const string Golden =
        "4142444A" + "00000001" + "0000000000000005" + "87FAE3C4" // kind, version, generation, checksum
        + "0123456789ABCDEF0123456789ABCDEF" + "00000001" + "00000001" + "8F101EC0" // partition 1, one record flushed
        + "0123456789ABCDEF0123456789ABCDEF" + "00000002" + "00000001" + "E91765A9"; // partition 2, one record flushed

    private readonly MemoryDisk _disk = new();

    public DirtyJournalTests() => _disk.CreateDirectory("/log");

    [Fact]
    public void Version_1_has_these_bytes()
    {
        using (var journal = DirtyJournal.Create(_disk, "/log", previous: 4, [Partition(1)]))
            journal.Add(Partition(2));

        AtomicFile.Read(_disk, "/log/dirty", 1_000, out var bytes);
        Assert.Equal(Golden, Convert.ToHexString(bytes));
        var content = DirtyJournalContent.Load(_disk, "/log");
        Assert.Equal((StateFileCondition.Sound, 5), (content.Condition, content.Generation));
        Assert.Equal([Partition(1), Partition(2)], content.Dirty.OrderBy(one => one.Index.Value));
    }

    [Fact]
    public void A_log_that_is_named_costs_no_second_write()
    {
        using var journal = DirtyJournal.Create(_disk, "/log", previous: 0, []);
        journal.Add(Partition(1));
        journal.Flush();
        var calls = _disk.OperationCount;

        journal.Add(Partition(1));
        journal.Flush();

        Assert.Equal(calls, _disk.OperationCount);
        Assert.Equal(1, journal.Count);
    }

    [Fact]
    public void A_missing_journal_is_told_from_an_empty_one()
    {
        Assert.Equal(StateFileCondition.Missing, DirtyJournalContent.Load(_disk, "/log").Condition);

        DirtyJournal.Create(_disk, "/log", previous: 0, []).Dispose();

        Assert.Equal(StateFileCondition.Sound, DirtyJournalContent.Load(_disk, "/log").Condition);
    }

    [Fact]
    public void A_log_added_after_the_checkpoint_took_its_numbers_is_not_forgotten()
    {
        using var journal = DirtyJournal.Create(_disk, "/log", previous: 0, [Partition(1), Partition(2)]);
        var ticket = journal.Ticket;
        journal.Add(Partition(2));

        journal.Forget([Partition(1), Partition(2)], ticket);

        Assert.Equal([Partition(2)], DirtyJournalContent.Load(_disk, "/log").Dirty);
    }

    [Fact]
    public void A_forgotten_log_can_be_named_again()
    {
        using var journal = DirtyJournal.Create(_disk, "/log", previous: 0, [Partition(1), Partition(2)]);
        journal.Forget([Partition(1)], journal.Ticket);

        journal.Add(Partition(1));

        Assert.Equal([Partition(1), Partition(2)], DirtyJournalContent.Load(_disk, "/log").Dirty.OrderBy(one => one.Index.Value));
    }

    [Fact]
    public void After_a_failed_flush_nothing_is_promised_any_more()
    {
        using var journal = DirtyJournal.Create(_disk, "/log", previous: 0, []);
        journal.Add(Partition(1));
        var faults = new DiskFaults();
        faults.FailAll(DiskOperationKind.Flush, "dirty", DiskFault.Failed);
        _disk.Fault = faults.Check;
        Assert.Throws<LogDiskException>(journal.Flush);
        _disk.Fault = null;

        Assert.Throws<LogDiskException>(journal.Flush);
        Assert.Throws<LogDiskException>(() => journal.Add(Partition(2)));
        Assert.Throws<LogDiskException>(() => journal.Forget([], journal.Ticket));
    }

    [Fact]
    public void A_write_that_failed_leaves_its_place_to_the_next()
    {
        using var journal = DirtyJournal.Create(_disk, "/log", previous: 0, []);
        var faults = new DiskFaults();
        faults.FailAll(DiskOperationKind.Write, "dirty", DiskFault.ShortWrite);
        _disk.Fault = faults.Check;
        Assert.Throws<LogDiskException>(() => journal.Add(Partition(1)));
        _disk.Fault = null;

        journal.Add(Partition(2));

        var content = DirtyJournalContent.Load(_disk, "/log");
        Assert.Equal(StateFileCondition.Sound, content.Condition);
        Assert.Equal([Partition(2)], content.Dirty);
    }

    internal static PartitionId Partition(int index) =>
        new(new TopicId(Guid.ParseExact("0123456789abcdef0123456789abcdef", "n")), new PartitionIndex(index));
}
