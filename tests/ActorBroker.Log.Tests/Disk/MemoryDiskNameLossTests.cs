using ActorBroker.Log.Disk;
using static ActorBroker.Log.Tests.Disk.MemoryDiskProbe;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>Each unkindness of a power loss to names is seen to happen, and none befalls what was flushed.</summary>
public sealed class MemoryDiskNameLossTests
{
    [Fact]
    public void Flushed_file_may_vanish_until_its_directory_is_flushed()
    {
        var disk = new MemoryDisk();
        disk.Put("/file", Sectors(1, 1), flush: true);

        var before = disk.Outcomes("/file");
        disk.FlushDirectory("/");
        var after = disk.Outcomes("/file");

        Assert.Equal(2, before.Count);
        Assert.Contains(null, before);
        Assert.Contains(before, bytes => bytes is not null && bytes.SequenceEqual(Sectors(1, 1)));
        Assert.Equal([Sectors(1, 1)], after);
    }

    [Fact]
    public void Flushed_name_without_flushed_bytes_may_be_an_empty_file()
    {
        var disk = new MemoryDisk();
        disk.Put("/file", Sectors(1, 1));
        disk.FlushDirectory("/");

        var outcomes = disk.Outcomes("/file");

        Assert.DoesNotContain(null, outcomes);
        Assert.Contains(outcomes, bytes => bytes!.Length == 0);
    }

    [Fact]
    public void New_directory_may_vanish_with_all_it_holds_until_the_one_above_is_flushed()
    {
        var disk = new MemoryDisk();
        disk.CreateDirectory("/a/b");
        disk.Put("/a/b/file", Sectors(1, 1), flush: true);
        disk.FlushDirectory("/a/b");

        var before = disk.PowerLosses().Select(State).ToHashSet();
        disk.FlushDirectory("/a");
        disk.FlushDirectory("/");
        var after = disk.PowerLosses().Select(State).ToHashSet();

        Assert.Equal([(false, false, false), (true, false, false), (true, true, true)], before.Order());
        Assert.Equal([(true, true, true)], after);

        static (bool, bool, bool) State(MemoryDisk lost) =>
            (lost.DirectoryExists("/a"), lost.DirectoryExists("/a/b"), lost.FileExists("/a/b/file"));
    }

    [Fact]
    public void Rename_is_undone_or_whole()
    {
        var disk = WithDurableFile([1]);
        disk.Rename("/file", "/renamed");

        var before = disk.PowerLosses().Select(State).ToHashSet();
        disk.FlushDirectory("/");
        var after = disk.PowerLosses().Select(State).ToHashSet();

        Assert.Equal([(false, true), (true, false)], before.Order());
        Assert.Equal([(false, true)], after);

        static (bool, bool) State(MemoryDisk lost) => (lost.FileExists("/file"), lost.FileExists("/renamed"));
    }

    [Fact]
    public void Replaced_file_is_the_old_or_the_new_one_and_never_absent()
    {
        var disk = WithDurableFile([1]);
        disk.Put("/file.tmp", [2, 2], flush: true);
        disk.Rename("/file.tmp", "/file");

        var before = disk.Outcomes("/file");
        disk.FlushDirectory("/");
        var after = disk.Outcomes("/file");

        Assert.Equal(["01", "0202"], before.Select(bytes => Convert.ToHexString(bytes!)).Order());
        Assert.Equal([[2, 2]], after);
    }

    [Fact]
    public void File_that_replaced_another_before_it_was_flushed_may_be_empty()
    {
        var disk = WithDurableFile([1]);
        disk.Put("/file.tmp", [2, 2]);
        disk.Rename("/file.tmp", "/file");

        Assert.Contains(disk.Outcomes("/file"), bytes => bytes!.Length == 0);
    }

    [Fact]
    public void Deletion_may_be_undone()
    {
        var disk = WithDurableFile([1]);
        disk.Delete("/file");

        var before = disk.Outcomes("/file");
        disk.FlushDirectory("/");
        var after = disk.Outcomes("/file");

        Assert.Equal(2, before.Count);
        Assert.Contains(before, bytes => bytes is [1]);
        Assert.Equal([null], after);
    }

    [Fact]
    public void Names_are_lost_in_any_order()
    {
        var disk = new MemoryDisk();
        disk.Put("/a", []);
        disk.Put("/b", []);
        disk.Put("/c", []);

        var names = disk.PowerLosses().Select(lost => string.Concat(lost.List("/").Select(entry => entry.Name)));

        Assert.Equal(["", "a", "ab", "abc", "ac", "b", "bc", "c"], names.ToHashSet().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Changes_of_one_name_are_lost_from_the_last_back()
    {
        var disk = new MemoryDisk();
        disk.Put("/a", []);
        disk.Rename("/a", "/b");
        disk.Rename("/b", "/c");
        disk.Put("/a", []);

        var names = disk.PowerLosses().Select(lost => string.Concat(lost.List("/").Select(entry => entry.Name)));

        Assert.Equal(["", "a", "ab", "ac", "b", "c"], names.ToHashSet().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Flush_of_a_directory_brings_what_its_names_build_upon()
    {
        var disk = new MemoryDisk();
        disk.CreateDirectory("/from");
        disk.CreateDirectory("/to");
        disk.FlushDirectory("/");
        disk.Put("/from/file", [1], flush: true);
        disk.Put("/from/other", []);
        disk.Rename("/from/file", "/to/file");

        disk.FlushDirectory("/to");

        Assert.All(disk.PowerLosses(), lost => Assert.Equal([1], lost.Get("/to/file")));
        Assert.Contains(disk.PowerLosses(), lost => !lost.FileExists("/from/other"));
    }

    [Fact]
    public void Directories_moved_into_each_other_are_never_cut_off()
    {
        var disk = new MemoryDisk();
        disk.CreateDirectory("/a/b");
        disk.Put("/a/file", [1], flush: true);
        disk.FlushDirectory("/a");
        disk.FlushDirectory("/");
        disk.Rename("/a/b", "/b");
        disk.Rename("/a", "/b/a");

        Assert.All(disk.PowerLosses(), lost => Assert.True(lost.FileExists("/a/file") ^ lost.FileExists("/b/a/file")));
    }
}
