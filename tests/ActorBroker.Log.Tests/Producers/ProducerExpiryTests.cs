using ActorBroker.Log.Producers;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Producers;

public sealed class ProducerExpiryTests
{
    private static readonly ProducerStateOptions Options = new() { ProducersMax = 32 };

    private readonly ProducerStates _states = new(Options);

    [Fact]
    public void A_producer_is_forgotten_once_it_was_idle_for_long_enough()
    {
        Append(producer: 1, timestamp: 5_000);
        Append(producer: 2, timestamp: 5_001);

        Assert.Equal(1, _states.Expire(DateTimeOffset.FromUnixTimeMilliseconds(5_000)));

        Assert.False(_states.TryDescribe(new ProducerId(1), out _));
        Assert.True(_states.TryDescribe(new ProducerId(2), out _));
    }

    [Fact]
    public void A_producer_with_an_open_transaction_never_expires()
    {
        Append(producer: 1, timestamp: 5_000, isTransactional: true);

        Assert.Equal(0, _states.Expire(DateTimeOffset.MaxValue));

        Assert.Equal(new Offset(0), _states.FirstUnstableOffset(new Offset(1)));
    }

    [Fact]
    public void Those_idle_longest_make_room_when_there_are_too_many()
    {
        for (var producer = 0; producer < 33; producer++)
            Append(producer, timestamp: 1_000 - producer);

        Assert.Equal(30, _states.Count);
        Assert.All([29, 30, 31], producer => Assert.False(_states.TryDescribe(new ProducerId(producer), out _)));
        Assert.True(_states.TryDescribe(new ProducerId(32), out _));
    }

    [Fact]
    public void Open_transactions_are_kept_beyond_the_limit_and_give_way_once_they_end()
    {
        for (var producer = 0; producer < 50; producer++)
            Append(producer, timestamp: producer, isTransactional: true);
        Assert.Equal(50, _states.Count);

        for (var producer = 0; producer < 50; producer++)
            _states.Apply(new TestBatch { Producer = producer, Offset = _states.NextOffset.Value, IsCommit = true }.Open());
        for (var producer = 50; producer < 200; producer++)
            Append(producer, timestamp: 10_000 + producer);

        Assert.InRange(_states.Count, 1, 53);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Limits_of_nothing_are_refused(int expirationMs, int producersMax)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProducerStateOptions
        {
            Expiration = TimeSpan.FromMilliseconds(expirationMs),
            ProducersMax = producersMax,
        });
    }

    private void Append(int producer, long timestamp, bool isTransactional = false) => _states.Apply(new TestBatch
    {
        Producer = producer,
        Offset = _states.NextOffset.Value,
        Timestamp = timestamp,
        IsTransactional = isTransactional,
    }.Open());
}
