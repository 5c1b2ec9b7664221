using ActorBroker.Log.Compaction;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Compaction;

public sealed class OffsetMapTests
{
    [Fact]
    public void The_map_holds_what_a_dictionary_holds_until_it_is_full()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        using var map = new OffsetMap(64 * 1024, long.MaxValue, new UInt128(1, (ulong)seed));
        var expected = new Dictionary<int, long>();

        for (var round = 0; round < 20_000; round++)
        {
            var (key, offset) = (random.Next(4_000), random.NextInt64(1_000_000));
            var fits = expected.ContainsKey(key) || expected.Count < map.Capacity;
            Assert.True(fits == map.TryPut(BitConverter.GetBytes(key), new Offset(offset)), $"Seed {seed}, round {round}");
            if (fits)
                expected[key] = Math.Max(offset, expected.GetValueOrDefault(key, -1));
        }

        Assert.Equal((map.Capacity, expected.Count), (map.Count, map.Count));
        for (var key = 0; key < 4_000; key++)
            Assert.Equal(expected.GetValueOrDefault(key, -1), map.Find(BitConverter.GetBytes(key)).Value);
    }

    [Theory]
    [InlineData(CompactionLimits.OffsetMapBytesMin)]
    [InlineData(1_000_000)]
    [InlineData(16 * 1024 * 1024)]
    public void The_map_takes_no_more_memory_than_it_may(int bytesMax)
    {
        using var map = new OffsetMap(bytesMax, long.MaxValue, UInt128.One);

        Assert.InRange(map.Bytes, (bytesMax / 2) - OffsetMap.EntryBytes, bytesMax);
        Assert.InRange(map.Capacity, bytesMax / 2 / OffsetMap.EntryBytes * 3 / 4, bytesMax / OffsetMap.EntryBytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(1_000)]
    public void Few_keys_take_little_memory_and_all_fit(int keys)
    {
        using var map = new OffsetMap(16 * 1024 * 1024, keys, UInt128.One);

        for (var key = 0; key < keys; key++)
            Assert.True(map.TryPut(BitConverter.GetBytes(key), Offset.Zero));

        Assert.True(map.Bytes <= Math.Max(16, 4 * keys) * OffsetMap.EntryBytes);
    }

    [Fact]
    public void A_rented_array_that_was_used_before_holds_nothing()
    {
        using (var used = new OffsetMap(1024, long.MaxValue, UInt128.One))
            Assert.True(used.TryPut("key"u8, new Offset(5)));

        using var map = new OffsetMap(1024, long.MaxValue, UInt128.One);

        Assert.Equal((Offset.None, 0), (map.Find("key"u8), map.Count));
    }
}
