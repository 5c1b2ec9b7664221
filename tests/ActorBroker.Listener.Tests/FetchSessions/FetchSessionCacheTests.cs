using ActorBroker.Listener.FetchSessions;
using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Listener.Tests.FetchSessions;

/// <summary>Who gets a slot for a fetch session, and who loses it.</summary>
public sealed class FetchSessionCacheTests
{
    private const string Alice = "User:alice";
    private const int Slots = 2;

    private static readonly TimeSpan TwoMinutes = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly ManualClock _clock = new();
    private readonly FetchSessionCache _cache;
    private int _ids;

    public FetchSessionCacheTests() => _cache = new FetchSessionCache(Slots, () => new Guid(++_ids, 0, 0, new byte[8]), _clock);

    [Fact]
    public void When_all_slots_are_taken_lately_nobody_new_gets_one()
    {
        Open(1);
        Open(1);

        Assert.Null(_cache.TryOpen(Alice, isById: true, partitions: 100));
    }

    [Fact]
    public void A_session_that_was_not_used_for_two_minutes_gives_way_to_any()
    {
        var idle = Open(5);
        var used = Open(5);
        _clock.Pass(TwoMinutes);
        _cache.Find(used.Id, Alice);
        _clock.Pass(Moment);

        Assert.NotNull(Open(1));

        Assert.Null(_cache.Find(idle.Id, Alice));
        Assert.NotNull(_cache.Find(used.Id, Alice));
    }

    [Fact]
    public void An_old_session_in_use_gives_way_to_a_larger_one_the_smallest_first()
    {
        var larger = Open(3);
        var smaller = Open(2);
        PassInUse(larger, smaller);

        Open(4);

        Assert.Null(_cache.Find(smaller.Id, Alice));
        Assert.NotNull(_cache.Find(larger.Id, Alice));
    }

    [Fact]
    public void An_old_session_in_use_stays_beside_one_that_is_not_larger()
    {
        var (first, second) = (Open(2), Open(2));
        PassInUse(first, second);

        Assert.Null(_cache.TryOpen(Alice, isById: true, partitions: 2));
    }

    [Fact]
    public void A_slot_that_was_closed_is_free()
    {
        var closed = Open(1);
        Open(1);

        _cache.Close(closed.Id, Alice);

        Assert.NotNull(Open(1));
    }

    [Fact]
    public void Nobody_finds_or_closes_the_session_of_another()
    {
        var session = Open(1);

        _cache.Close(session.Id, "User:eve");

        Assert.Null(_cache.Find(session.Id, "User:eve"));
        Assert.NotNull(_cache.Find(session.Id, Alice));
    }

    [Fact]
    public void A_session_that_grows_beyond_the_memory_of_all_is_closed()
    {
        var session = Open(1);
        Fill(session, FetchSessionCache.PartitionsMax + 1);

        Assert.False(_cache.TryCount(session));

        Assert.Null(_cache.Find(session.Id, Alice));
        Assert.Null(_cache.TryOpen(Alice, isById: true, FetchSessionCache.PartitionsMax + 1));
    }

    [Fact]
    public void Without_slots_there_are_no_sessions() =>
        Assert.Null(new FetchSessionCache(0, () => new Guid(++_ids, 0, 0, new byte[8]), _clock).TryOpen(Alice, isById: true, partitions: 1));

    [Fact]
    public void Epochs_go_round_without_ever_being_0_again()
    {
        var session = Open(1);
        Assert.Equal(1, session.Epoch);

        session.Advance();

        Assert.Equal(2, session.Epoch);
        Assert.Equal(ErrorCode.InvalidFetchSessionEpoch, session.Judge(1, isById: true));
    }

    private FetchSession Open(int partitions)
    {
        var session = _cache.TryOpen(Alice, isById: true, partitions)!;
        Assert.NotNull(session);
        Fill(session, partitions);
        Assert.True(_cache.TryCount(session));
        return session;
    }

    private static void Fill(FetchSession session, int partitions)
    {
        for (var partition = 0; partition < partitions; partition++)
            session.Set(new FetchKey("", TopicId.None, new PartitionIndex(partition)), default);
    }

    private void PassInUse(params FetchSession[] sessions)
    {
        for (var minute = 0; minute < 3; minute++)
        {
            _clock.Pass(TimeSpan.FromMinutes(1));
            foreach (var session in sessions)
                _cache.Find(session.Id, Alice);
        }
    }
}
