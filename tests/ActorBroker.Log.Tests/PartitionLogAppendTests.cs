using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Log.State;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Compression;

namespace ActorBroker.Log.Tests;

public sealed class PartitionLogAppendTests
{
    [Fact]
    public void Append_gives_offsets_in_order_and_reads_give_them_back()
    {
        var fixture = new LogFixture();

        var first = fixture.Append(Batches.Of(3), Batches.Of(2, 5_000));
        var second = fixture.Append(Batches.Of(1, 9_000));

        Assert.Equal((0, 5), (first.Value, second.Value));
        Assert.Equal(
            ["0:value-1000000-0", "1:value-1000000-1", "2:value-1000000-2", "3:value-5000-0", "4:value-5000-1", "5:value-9000-0"],
            fixture.ReadAll());
    }

    [Fact]
    public void Changed_options_count_from_the_next_append_on()
    {
        var fixture = new LogFixture();
        fixture.Append(Batches.Of(1));

        fixture.Options = fixture.Options with { SegmentBytesMax = 1 };
        fixture.Append(Batches.Of(1));

        Assert.Equal(2, fixture.Log.Content.Segments.Length);
    }

    [Fact]
    public void A_segment_is_closed_sooner_by_up_to_the_jitter_and_always_by_the_same()
    {
        var options = new PartitionLogOptions { SegmentAgeMax = TimeSpan.FromHours(10), SegmentJitterMax = TimeSpan.FromHours(4) };
        var ids = Enumerable.Range(0, 200).Select(index => new PartitionId(LogFixture.Id.Topic, new PartitionIndex(index))).ToArray();

        var ages = ids.Select(id => TimeSpan.FromMilliseconds(SegmentAge.MaxMs(options, id, new Offset(5)))).ToArray();

        Assert.All(ages, age => Assert.InRange(age.TotalHours, 6, 10));
        Assert.Equal((true, true), (ages.Min().TotalHours < 6.5, ages.Max().TotalHours > 9.5));
        Assert.Equal(ages[0].TotalMilliseconds, SegmentAge.MaxMs(options, ids[0], new Offset(5)));
        Assert.Equal(TimeSpan.FromHours(10).TotalMilliseconds, SegmentAge.MaxMs(options with { SegmentJitterMax = TimeSpan.Zero }, ids[0], new Offset(5)));
    }

    [Fact]
    public void A_jitter_above_the_age_is_bounded_by_it()
    {
        var fixture = new LogFixture(new PartitionLogOptions { SegmentAgeMax = TimeSpan.FromSeconds(10), SegmentJitterMax = TimeSpan.MaxValue });
        var age = SegmentAge.MaxMs(fixture.Options, LogFixture.Id, Offset.Zero);
        Assert.InRange(age, 1, 10_000);

        fixture.Append(Batches.Of(1, timestamp: 1_000), Batches.Of(1, timestamp: 1_000 + age));
        Assert.Single(fixture.Log.Content.Segments);
        fixture.Append(Batches.Of(1, timestamp: 1_001 + age));

        Assert.Equal(2, fixture.Log.Content.Segments.Length);
    }

    [Fact]
    public void Read_from_the_middle_of_a_batch_begins_with_that_batch()
    {
        var fixture = new LogFixture();
        fixture.Append(Batches.Of(3), Batches.Of(3));

        var result = fixture.Log.View.Read(new Offset(4), new Offset(6), 1);

        Assert.Equal((ReadStatus.Found, 3), (result.Status, result.Slice!.BaseOffset.Value));
        result.Slice.Dispose();
    }

    [Theory]
    [InlineData(-1, ReadStatus.OffsetOutOfRange)]
    [InlineData(3, ReadStatus.AtEnd)]
    [InlineData(4, ReadStatus.OffsetOutOfRange)]
    public void Read_outside_the_log_finds_nothing(long from, ReadStatus expected)
    {
        var fixture = new LogFixture();
        fixture.Append(Batches.Of(3));

        Assert.Equal(expected, fixture.Log.View.Read(new Offset(from), new Offset(3), 100).Status);
    }

    [Fact]
    public void Segments_roll_by_size_and_reads_go_on_behind_them()
    {
        var fixture = new LogFixture(new PartitionLogOptions { SegmentBytesMax = 1000, IndexIntervalBytes = 100 });
        for (var index = 0; index < 100; index++)
            fixture.Append(Batches.Of(2, index));

        var all = fixture.ReadAll();

        Assert.Equal(200, all.Count);
        Assert.True(fixture.Disk.List(fixture.Directory).Count(entry => entry.Name.EndsWith(".log", StringComparison.Ordinal)) > 5);
    }

    [Fact]
    public void Any_offset_can_be_sought_after_a_clean_restart()
    {
        var fixture = new LogFixture(new PartitionLogOptions { SegmentBytesMax = 5000, IndexIntervalBytes = 300 });
        for (var index = 0; index < 300; index++)
            fixture.Append(Batches.Of(1 + (index % 4), index));
        var all = fixture.ReadAll();

        fixture.ReopenClean();

        for (var from = 0; from < all.Count; from += 7)
            Assert.Contains(all[from], fixture.ReadAll(new Offset(from)));
        Assert.Equal(all, fixture.ReadAll());
    }

    [Fact]
    public void A_log_that_never_had_a_record_has_no_files()
    {
        var fixture = new LogFixture();

        fixture.Flush(checkpoint: true);

        Assert.Empty(fixture.Disk.List("/logs"));
        Assert.Equal(ReadStatus.AtEnd, fixture.Log.View.Read(Offset.Zero, Offset.Zero, 100).Status);
    }

    [Fact]
    public void Truncation_leaves_leased_bytes_as_they_were()
    {
        var fixture = new LogFixture();
        fixture.Append(Batches.Of(1, 1), Batches.Of(1, 2), Batches.Of(1, 3));
        using var slice = fixture.Log.View.Read(new Offset(1), new Offset(3), 1000).Slice!;
        var before = new byte[slice.BytesMax];
        var length = slice.CopyTo(before);

        fixture.Log.Truncate(new Offset(1));
        fixture.Append(Batches.Of(1, 77), Batches.Of(1, 78), Batches.Of(1, 79));

        var after = new byte[slice.BytesMax];
        Assert.Equal(length, slice.CopyTo(after));
        Assert.Equal(before, after);
        Assert.Equal(["0:value-1-0", "1:value-77-0", "2:value-78-0", "3:value-79-0"], fixture.ReadAll());
    }

    [Fact]
    public void Truncation_into_the_batch_that_holds_the_start_empties_the_log_at_its_start()
    {
        var fixture = new LogFixture();
        fixture.Append(Batches.Of(5, 1));
        fixture.Log.SetHighWatermark(new Offset(2));
        fixture.Log.MoveStart(new Offset(2));

        var end = fixture.Log.Truncate(new Offset(4));

        Assert.Equal(new Offset(2), end);
        Assert.Equal(new LogBounds(new Offset(2), new Offset(2), new Offset(2), new Offset(2)), fixture.Log.View.Bounds);
        Assert.Equal(new Offset(2), fixture.Append(Batches.Of(1, 7)));
    }

    [Fact]
    public void An_old_view_is_superseded_after_a_truncation()
    {
        var fixture = new LogFixture();
        fixture.Append(Batches.Of(1, 1), Batches.Of(1, 2));
        var view = fixture.Log.View;

        fixture.Log.Truncate(new Offset(1));

        Assert.Equal(ReadStatus.Superseded, view.Read(Offset.Zero, new Offset(2), 1000).Status);
    }

    [Fact]
    public void A_log_recovers_all_that_was_written_when_the_process_was_killed()
    {
        var fixture = new LogFixture(new PartitionLogOptions { SegmentBytesMax = 3000, IndexIntervalBytes = 200 });
        for (var index = 0; index < 100; index++)
            fixture.Append(Batches.Of(2, index, codec: (CompressionCodec)(index % 2)));
        var all = fixture.ReadAll();

        var report = fixture.Recover(null);

        Assert.Equal((200, 0L, 0), (report.LogEnd.Value, report.CutBytes, report.Damage.Count));
        Assert.Equal(all, fixture.ReadAll());
    }

    [Fact]
    public void Recovery_cuts_a_torn_tail_at_every_byte()
    {
        var fixture = new LogFixture();
        fixture.Append(Batches.Of(2, 1), Batches.Of(2, 2), Batches.Of(2, 3));
        var all = fixture.ReadAll();
        var path = $"{fixture.Directory}/{0:D20}.log";
        long length;
        using (var file = fixture.Disk.Open(path, LogFileMode.Existing))
            length = file.Length;

        for (var cut = length - 1; cut >= 0; cut--)
        {
            using (var file = fixture.Disk.Open(path, LogFileMode.Existing))
                file.SetLength(cut);
            fixture.Recover(null);
            var left = fixture.ReadAll();
            Assert.Equal(all[..left.Count], left);
            Assert.Equal((int)(cut * 3 / length) * 2, left.Count);
        }
    }
}
