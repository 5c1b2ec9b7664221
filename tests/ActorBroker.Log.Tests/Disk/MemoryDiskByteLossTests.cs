using ActorBroker.Log.Disk;
using static ActorBroker.Log.Tests.Disk.MemoryDiskProbe;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>Each unkindness of a power loss to bytes and lengths is seen to happen, and none befalls what was flushed.</summary>
public sealed class MemoryDiskByteLossTests
{
    [Fact]
    public void Flushed_bytes_are_always_there()
    {
        var disk = WithDurableFile(Sectors(3, 1));

        var outcomes = disk.Outcomes("/file");

        Assert.Equal([Sectors(3, 1)], outcomes);
    }

    [Fact]
    public void Unflushed_write_is_lost_kept_or_torn_at_any_sector()
    {
        var disk = WithDurableFile(Sectors(3, 1));
        disk.Put("/file", Sectors(3, 2));

        var outcomes = disk.Outcomes("/file").Select(Letters).Order(StringComparer.Ordinal);

        Assert.Equal(["111", "112", "121", "122", "211", "212", "221", "222"], outcomes);
    }

    [Fact]
    public void Sector_is_never_torn_itself()
    {
        var disk = WithDurableFile(Sectors(2, 1));
        disk.Put("/file", Sectors(1, 2), position: 256);

        var outcomes = disk.Outcomes("/file");

        byte[] half = [.. Sectors(1, 1)[..256], .. Sectors(1, 2)[..256]];
        byte[] otherHalf = [.. Sectors(1, 2)[..256], .. Sectors(1, 1)[..256]];
        byte[] old = Sectors(1, 1);
        byte[][] expected = [[.. old, .. old], [.. half, .. old], [.. old, .. otherHalf], [.. half, .. otherHalf]];
        Assert.Equal(expected.Select(Convert.ToHexString).Order(), outcomes.Select(bytes => Convert.ToHexString(bytes!)).Order());
    }

    [Fact]
    public void Later_write_may_be_kept_while_an_earlier_one_is_lost()
    {
        var disk = WithDurableFile(Sectors(2, 1));
        disk.Put("/file", Sectors(1, 2));
        disk.Put("/file", Sectors(1, 3), position: 512);

        Assert.Contains("13", disk.Outcomes("/file").Select(Letters));
    }

    [Fact]
    public void Sector_written_twice_may_read_back_as_the_first_time()
    {
        var disk = WithDurableFile(Sectors(2, 1));
        disk.Put("/file", Sectors(2, 2));
        disk.Put("/file", Sectors(2, 3));

        var outcomes = disk.Outcomes("/file").Select(Letters).Order(StringComparer.Ordinal);

        Assert.Equal(["11", "12", "13", "21", "22", "23", "31", "32", "33"], outcomes);
    }

    [Fact]
    public void Length_may_grow_without_the_bytes_and_show_zeros_noise_or_other_sectors()
    {
        var disk = WithDurableFile(Sectors(1, 1));
        disk.Put("/file", Sectors(2, 2), position: 512);

        var outcomes = disk.Outcomes("/file");

        Assert.Contains("100", outcomes.Select(Letters));
        Assert.Contains(outcomes, bytes => Letters(bytes)[1..].Contains('1', StringComparison.Ordinal));
        Assert.Contains(outcomes, bytes => bytes!.Length == 1536 && bytes[512..].Distinct().Count() > 100);
    }

    [Fact]
    public void Length_may_be_any_since_the_flush_even_where_bytes_are_kept()
    {
        var disk = WithDurableFile(Sectors(1, 1));
        disk.Put("/file", Sectors(1, 2), position: 512);
        disk.Put("/file", Sectors(1, 3), position: 1024);

        var outcomes = disk.Outcomes("/file").Select(Letters).ToList();

        Assert.Superset(new HashSet<string> { "1", "12", "123", "103" }, outcomes.ToHashSet());
    }

    [Fact]
    public void Cut_may_be_undone()
    {
        var disk = WithDurableFile(Sectors(3, 1));
        using var file = disk.Open("/file", LogFileMode.Existing);
        file.SetLength(512);

        var outcomes = disk.Outcomes("/file").Select(Letters).ToHashSet();

        Assert.Superset(new HashSet<string> { "1", "111" }, outcomes);
        Assert.All(outcomes, letters => Assert.StartsWith("1", letters, StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_behind_a_cut_may_come_back_under_what_was_written_later()
    {
        var disk = WithDurableFile(Sectors(3, 1));
        using var file = disk.Open("/file", LogFileMode.Existing);
        file.SetLength(512);
        file.Write(512, Sectors(1, 2));

        Assert.Superset(new HashSet<string> { "1", "111", "12", "11", "121" }, disk.Outcomes("/file").Select(Letters).ToHashSet());
    }

    [Fact]
    public void Flush_of_one_file_says_nothing_of_another()
    {
        var disk = WithDurableFile(Sectors(1, 1));
        disk.Put("/other", []);
        disk.FlushAll("/other");
        disk.Put("/file", Sectors(1, 2));
        disk.Put("/other", Sectors(1, 3), flush: true);

        Assert.All(disk.PowerLosses(), lost => Assert.Equal(Sectors(1, 3), lost.Get("/other")));
        Assert.Equal(2, disk.Outcomes("/file").Count);
    }

    [Fact]
    public void Flushed_bytes_survive_whatever_is_written_around_them()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        for (var run = 0; run < 200; run++)
        {
            var bytes = new byte[random.Next(1, 20_000)];
            random.NextBytes(bytes);
            var disk = WithDurableFile(bytes);
            var (start, end) = ChangeAround(disk, random, bytes.Length);

            var lost = disk.Crash(DiskCrash.PowerLoss, random).Get("/file")!;

            Assert.True(
                lost.Length >= start && lost.AsSpan(0, start).SequenceEqual(bytes.AsSpan(0, start))
                && (end >= bytes.Length || lost.AsSpan(end, bytes.Length - end).SequenceEqual(bytes.AsSpan(end))),
                $"Flushed bytes changed; run {run} of seed {seed}.");
        }
    }

    /// <summary>Writes and cuts at random; before the first number and from the second on, nothing was touched.</summary>
    private static (int Start, int End) ChangeAround(MemoryDisk disk, Random random, int length)
    {
        var (start, end) = (length, 0);
        using var file = disk.Open("/file", LogFileMode.Existing);
        for (var step = random.Next(6); step > 0; step--)
        {
            var position = random.Next(length);
            var bytes = new byte[random.Next(1, 3000)];
            if (random.Next(4) == 0)
                file.SetLength(position);
            else
                file.Write(position, bytes);
            start = Math.Min(start, position);
            end = file.Length < length ? length : Math.Max(end, position + bytes.Length);
        }

        return (start, start == length ? 0 : end);
    }

    /// <summary>A digit for each sector of one value, a question mark for others.</summary>
    private static string Letters(byte[]? bytes) =>
        string.Concat(bytes!.Chunk(512).Select(sector => sector.Distinct().Count() == 1 ? sector[0].ToString() : "?"));
}
