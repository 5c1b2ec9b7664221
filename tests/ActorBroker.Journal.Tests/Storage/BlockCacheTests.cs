using ActorBroker.Journal.Storage;

namespace ActorBroker.Journal.Tests.Storage;

/// <summary>The blocks that are kept in memory.</summary>
public sealed class BlockCacheTests
{
    private readonly BlockCache _cache = new(300);

    [Fact]
    public void A_block_is_found_by_any_of_its_offsets()
    {
        _cache.Add(Block(10, 20));
        _cache.Add(Block(40, 50));

        Assert.Equal(10, _cache.Find(10)?.First);
        Assert.Equal(10, _cache.Find(19)?.First);
        Assert.Equal(40, _cache.Find(45)?.First);
        Assert.All([9L, 20, 39, 50], offset => Assert.Null(_cache.Find(offset)));
    }

    [Fact]
    public void The_block_that_was_not_used_for_longest_makes_room()
    {
        for (var first = 10; first <= 30; first += 10)
            _cache.Add(Block(first, first + 10));
        _cache.Find(10);

        _cache.Add(Block(40, 50));

        Assert.Null(_cache.Find(20));
        Assert.Equal(300, _cache.Bytes);
        Assert.NotNull(_cache.Find(10));
    }

    [Fact]
    public void Nothing_is_kept_beyond_the_limit()
    {
        Assert.True(_cache.TryAdd(Block(10, 20, bytes: 250)));
        Assert.False(_cache.TryAdd(Block(20, 30)));
        _cache.Add(Block(30, 40, bytes: 301));

        Assert.Equal(250, _cache.Bytes);
        Assert.NotNull(_cache.Find(10));
    }

    [Fact]
    public void A_block_that_comes_again_counts_once_and_clearing_lets_all_go()
    {
        _cache.Add(Block(10, 20));
        _cache.Add(Block(10, 25, bytes: 120));

        Assert.Equal(120, _cache.Bytes);
        Assert.NotNull(_cache.Find(24));
        _cache.Clear();
        Assert.Null(_cache.Find(10));
        Assert.Equal(0, _cache.Bytes);
    }

    private static LogBlock Block(long first, long next, int bytes = 100) => new(new byte[bytes], first, next);
}
