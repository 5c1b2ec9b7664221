using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Directories;

public sealed class DirtyJournalDamageTests
{
    private const int Durable = 3;
    private const int Written = 6;

    [Fact]
    public void Damage_of_what_was_flushed_is_found_while_a_later_record_tells()
    {
        var seed = Seeds.Next();
        var whole = Example();
        var firstUnflushed = DirtyJournalFormat.PositionOf(Durable);

        foreach (var (bit, flipped) in FileDamage.Flips(whole).Index())
        {
            var content = Load(flipped);
            var isInFlushed = bit / 8 < firstUnflushed;
            var expected = isInFlushed ? StateFileCondition.Damaged : StateFileCondition.Sound;
            Assert.True(expected == content.Condition, $"bit {bit}, seed {seed}");
            Assert.True(isInFlushed || content.Notes.Count == Written - 1, $"bit {bit}: {content.Notes.Count} logs");
        }
    }

    [Fact]
    public void A_cut_is_found_or_costs_what_was_not_flushed()
    {
        var whole = Example();

        foreach (var cut in FileDamage.Cuts(whole))
        {
            var content = Load(cut);
            var records = Math.Max(0, (cut.Length - DirtyJournalFormat.HeaderBytes) / DirtyJournalFormat.RecordBytes);
            var expected = cut.Length < DirtyJournalFormat.HeaderBytes ? StateFileCondition.Damaged : StateFileCondition.Sound;
            Assert.Equal((expected, records), (content.Condition, content.Notes.Count));
        }
    }

    [Fact]
    public void Records_of_an_older_journal_count_for_nothing()
    {
        var whole = Example();
        var older = Example(previous: 7);
        var first = (int)DirtyJournalFormat.PositionOf(Durable);
        older.AsSpan(first).CopyTo(whole.AsSpan(first));

        var content = Load(whole);

        Assert.Equal((StateFileCondition.Sound, Durable), (content.Condition, content.Notes.Count));
    }

    [Fact]
    public void A_newer_version_is_refused_by_name()
    {
        var whole = Example();
        new StateWriter(whole.AsSpan(4)).Write(3);
        new StateWriter(whole.AsSpan(16)).Write((int)Crc32C.Compute(whole.AsSpan(0, 16)));

        var refusal = Assert.Throws<NewerFormatException>(() => Load(whole));

        Assert.Equal(("/log/dirty", 3, 1), (refusal.Path, refusal.Found, refusal.Supported));
    }

    [Fact]
    public void A_crash_at_any_moment_keeps_all_that_was_flushed()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var run = new DirtyJournalRun(random);
        for (var step = 0; step < 120; step++)
            run.Step();

        for (var change = run.FirstChange; change <= run.Disk.ChangeCount; change++)
        {
            for (var crash = 0; crash < 10; crash++)
            {
                var content = DirtyJournalContent.Load(run.Disk.CrashedAt(change, DiskCrash.PowerLoss, random), "/log");
                Assert.True(content.Condition == StateFileCondition.Sound, $"{content.Condition} at {change}, seed {seed}");
                Assert.True(run.MustBeNamed(change).All(content.Notes.ContainsKey), $"a log is missing at {change}, seed {seed}");
                Assert.True(content.Notes.All(run.WasEverSaid), $"a note came from nowhere at {change}, seed {seed}");
            }
        }
    }

    private static byte[] Example(long previous = 0)
    {
        var disk = new MemoryDisk();
        disk.CreateDirectory("/log");
        using var journal = DirtyJournal.Create(disk, "/log", previous, DirtyJournalTests.Notes());
        for (var partition = 0; partition < Written; partition++)
        {
            journal.Note(DirtyJournalTests.Partition(partition), new DirtyNote(Offset.Zero, new Offset(partition)));
            if (partition == Durable - 1)
                journal.Flush();
        }

        AtomicFile.Read(disk, "/log/dirty", 1_000, out var bytes);
        return bytes;
    }

    private static DirtyJournalContent Load(byte[] bytes)
    {
        var disk = new MemoryDisk();
        disk.CreateDirectory("/log");
        AtomicFile.Replace(disk, "/log/dirty", bytes);
        return DirtyJournalContent.Load(disk, "/log");
    }
}
