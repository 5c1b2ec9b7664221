using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Directories;

public sealed class DirtyJournalTests
{
    private const string Golden =
        "4142444A" + "00000001" + "0000000000000005" + "87FAE3C4" // kind, version, generation, checksum
        + "0123456789ABCDEF0123456789ABCDEF" + "00000001" // partition 1
        + "0000000000000003" + "0000000000000009" + "00000001" + "F38AEC55" // starts at 3, flushed to 9, one record flushed
        + "0123456789ABCDEF0123456789ABCDEF" + "00000002" // partition 2
        + "FFFFFFFFFFFFFFFF" + "FFFFFFFFFFFFFFFF" + "00000001" + "A8806803"; // deleted, one record flushed

    private static readonly DirtyNote Some = new(new Offset(3), new Offset(9));
    private static readonly DirtyNote Other = new(new Offset(4), new Offset(9));

    private readonly MemoryDisk _disk = new();

    public DirtyJournalTests() => _disk.CreateDirectory("/log");

    [Fact]
    public void Version_1_has_these_bytes()
    {
        using (var journal = DirtyJournal.Create(_disk, "/log", previous: 4, Notes((1, Some))))
            journal.Note(Partition(2), DirtyNote.Deleted);

        AtomicFile.Read(_disk, "/log/dirty", 1_000, out var bytes);
        Assert.Equal(Golden, Convert.ToHexString(bytes));
        var content = DirtyJournalContent.Load(_disk, "/log");
        Assert.Equal((StateFileCondition.Sound, 5), (content.Condition, content.Generation));
        Assert.Equal(Notes((1, Some), (2, DirtyNote.Deleted)), content.Notes);
    }

    [Fact]
    public void To_say_the_same_again_costs_no_write()
    {
        using var journal = DirtyJournal.Create(_disk, "/log", previous: 0, Notes());
        journal.Note(Partition(1), Some);
        journal.Flush();
        var calls = _disk.OperationCount;

        journal.Note(Partition(1), Some);
        journal.Flush();

        Assert.Equal(calls, _disk.OperationCount);
        Assert.Equal(1, journal.Count);
    }

    [Fact]
    public void The_last_that_was_said_of_a_log_counts()
    {
        using var journal = DirtyJournal.Create(_disk, "/log", previous: 0, Notes((1, Some), (2, Some)));

        journal.Note(Partition(1), DirtyNote.Deleted);
        journal.Note(Partition(1), Other);

        Assert.Equal(Notes((1, Other), (2, Some)), DirtyJournalContent.Load(_disk, "/log").Notes);
    }

    [Fact]
    public void A_missing_journal_is_told_from_an_empty_one()
    {
        Assert.Equal(StateFileCondition.Missing, DirtyJournalContent.Load(_disk, "/log").Condition);

        DirtyJournal.Create(_disk, "/log", previous: 0, Notes()).Dispose();

        Assert.Equal(StateFileCondition.Sound, DirtyJournalContent.Load(_disk, "/log").Condition);
    }

    [Fact]
    public void What_was_noted_after_the_settlement_stays()
    {
        using var journal = DirtyJournal.Create(_disk, "/log", previous: 0, Notes((1, Some), (2, Some), (3, Some)));
        var ticket = journal.Ticket;
        journal.Note(Partition(2), Some);

        journal.Rewrite(
        [
            new DirtySettlement(Partition(1), ticket, null),
            new DirtySettlement(Partition(2), ticket, null),
            new DirtySettlement(Partition(3), ticket, Other),
            new DirtySettlement(Partition(4), ticket, Other),
        ]);

        Assert.Equal(Notes((2, Some), (3, Other)), DirtyJournalContent.Load(_disk, "/log").Notes);
    }

    [Fact]
    public void A_forgotten_log_can_be_noted_again()
    {
        using var journal = DirtyJournal.Create(_disk, "/log", previous: 0, Notes((1, Some), (2, Some)));
        journal.Rewrite([new DirtySettlement(Partition(1), journal.Ticket, null)]);

        journal.Note(Partition(1), Some);

        Assert.Equal(Notes((2, Some), (1, Some)), DirtyJournalContent.Load(_disk, "/log").Notes);
    }

    [Fact]
    public void After_a_failed_flush_nothing_is_promised_any_more()
    {
        using var journal = DirtyJournal.Create(_disk, "/log", previous: 0, Notes());
        journal.Note(Partition(1), Some);
        FailAll(DiskOperationKind.Flush, DiskFault.Failed);
        var failure = Assert.Throws<LogDiskException>(journal.Flush);
        _disk.Fault = null;

        Assert.Same(failure, journal.Failure);
        Assert.Throws<LogDiskException>(journal.Flush);
        Assert.Throws<LogDiskException>(() => journal.Note(Partition(2), Some));
        Assert.Throws<LogDiskException>(() => journal.Rewrite([]));
    }

    [Fact]
    public void A_write_that_failed_leaves_its_place_to_the_next()
    {
        using var journal = DirtyJournal.Create(_disk, "/log", previous: 0, Notes());
        FailAll(DiskOperationKind.Write, DiskFault.ShortWrite);
        Assert.Throws<LogDiskException>(() => journal.Note(Partition(1), Some));
        _disk.Fault = null;

        journal.Note(Partition(2), Some);

        var content = DirtyJournalContent.Load(_disk, "/log");
        Assert.Equal(StateFileCondition.Sound, content.Condition);
        Assert.Equal(Notes((2, Some)), content.Notes);
    }

    internal static PartitionId Partition(int index) =>
        new(new TopicId(Guid.ParseExact("0123456789abcdef0123456789abcdef", "n")), new PartitionIndex(index));

    internal static Dictionary<PartitionId, DirtyNote> Notes(params (int Partition, DirtyNote Note)[] notes) =>
        notes.ToDictionary(one => Partition(one.Partition), one => one.Note);

    private void FailAll(DiskOperationKind kind, DiskFault fault)
    {
        var faults = new DiskFaults();
        faults.FailAll(kind, "dirty", fault);
        _disk.Fault = faults.Check;
    }
}
