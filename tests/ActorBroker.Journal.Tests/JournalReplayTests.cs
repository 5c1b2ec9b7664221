using ActorBroker.Journal.Tests.Support;
using ActorBroker.Log.Disk;
using static ActorBroker.Journal.Tests.Support.Requests;

namespace ActorBroker.Journal.Tests;

/// <summary>The promises of the official plugin test kit for a journal's replays, with five events of which the last two were written together.</summary>
public sealed class JournalReplayTests : IDisposable
{
    private readonly SimulatedNode _node = new(1, new MemoryDisk());

    public JournalReplayTests()
    {
        _node.Ask(_node.Journal, Write(1, 3));
        _node.Ask(_node.Journal, WriteAll(4, Id, "a-4", "a-5"));
    }

    public void Dispose() => _node.Dispose();

    [Theory]
    [InlineData(1, long.MaxValue, long.MaxValue, "1:a-1 2:a-2 3:a-3 4:a-4 5:a-5 highest=5")]
    [InlineData(0, long.MaxValue, long.MaxValue, "1:a-1 2:a-2 3:a-3 4:a-4 5:a-5 highest=5")]
    [InlineData(3, long.MaxValue, long.MaxValue, "3:a-3 4:a-4 5:a-5 highest=5")]
    [InlineData(5, long.MaxValue, long.MaxValue, "5:a-5 highest=5")]
    [InlineData(1, 3, long.MaxValue, "1:a-1 2:a-2 3:a-3 highest=5")]
    [InlineData(1, 4, long.MaxValue, "1:a-1 2:a-2 3:a-3 4:a-4 highest=5")]
    [InlineData(1, long.MaxValue, 3, "1:a-1 2:a-2 3:a-3 highest=5")]
    [InlineData(2, 3, long.MaxValue, "2:a-2 3:a-3 highest=5")]
    [InlineData(2, 5, 2, "2:a-2 3:a-3 highest=5")]
    [InlineData(4, 5, 1, "4:a-4 highest=5")]
    [InlineData(2, 2, long.MaxValue, "2:a-2 highest=5")]
    [InlineData(2, 4, 1, "2:a-2 highest=5")]
    [InlineData(2, 4, 0, "highest=5")]
    [InlineData(3, 2, long.MaxValue, "highest=5")]
    [InlineData(6, long.MaxValue, long.MaxValue, "highest=5")]
    public void A_replay_gives_the_events_between_its_bounds_and_then_the_highest_number(long from, long to, long max, string expected)
    {
        var heard = _node.Ask(_node.Journal, Replay(from, to, max));

        Assert.Equal(expected, Told(heard));
    }

    [Fact]
    public void A_replay_of_an_actor_that_wrote_nothing_gives_nothing()
    {
        var heard = _node.Ask(_node.Journal, Replay(0, id: "nobody"));

        Assert.Equal("highest=0", Told(heard));
    }

    [Fact]
    public void Events_of_actors_with_similar_names_are_kept_apart()
    {
        _node.Ask(_node.Journal, Write(1, 2, "actor-11"), Write(1, 1, "actor-"), Write(1, 1, "äctor-1"), Write(1, 1, new string('x', 5000)));

        Assert.Equal("1:a-1 2:a-2 highest=2", Told(_node.Ask(_node.Journal, Replay(id: "actor-11"))));
        Assert.Equal("1:a-1 highest=1", Told(_node.Ask(_node.Journal, Replay(id: "äctor-1"))));
        Assert.Equal("1:a-1 highest=1", Told(_node.Ask(_node.Journal, Replay(id: new string('x', 5000)))));
        Assert.EndsWith("highest=5", Told(_node.Ask(_node.Journal, Replay())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_replay_that_overtakes_a_write_waits_until_the_write_is_durable()
    {
        var heard = _node.Ask(_node.Journal, Write(6, 7), Replay(5));

        Assert.Equal("WriteMessagesSuccessful written=6 written=7 5:a-5 6:a-6 7:a-7 highest=7", Told(heard));
    }

    [Fact]
    public void Many_replays_at_once_are_each_served_in_order()
    {
        _node.Ask(_node.Journal, [.. Enumerable.Range(0, 50).Select(actor => Write(1, 4, $"many-{actor}"))]);
        var heard = Enumerable.Range(0, 50).Select(_ => new List<object>()).ToList();

        for (var actor = 49; actor >= 0; actor--)
        {
            var listener = _node.Listen(heard[actor].Add);
            _node.Journal.Tell(Replay(id: $"many-{actor}")(listener), listener);
        }

        _node.Settle();
        Assert.All(heard, each => Assert.Equal("1:a-1 2:a-2 3:a-3 4:a-4 highest=4", Told(each)));
    }
}
