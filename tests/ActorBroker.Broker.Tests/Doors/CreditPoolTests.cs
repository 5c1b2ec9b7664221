using ActorBroker.Broker.Doors;

namespace ActorBroker.Broker.Tests.Doors;

public sealed class CreditPoolTests
{
    [Fact]
    public void Who_finds_no_credit_waits_for_its_turn_in_order()
    {
        var pool = new CreditPool(bytesMax: 100, requestsMax: 10);
        var granted = new List<string>();
        Assert.True(pool.TryTake(new Claim("first", 90, granted)));
        Assert.False(pool.TryTake(new Claim("large", 50, granted)));
        Assert.False(pool.TryTake(new Claim("small", 5, granted)));
        Assert.Empty(granted);

        pool.Return(90);

        Assert.Equal(["large", "small"], granted);
        Assert.Equal(55, pool.BytesInFlight);
    }

    [Fact]
    public void A_request_that_is_larger_than_all_credit_is_admitted_alone()
    {
        var pool = new CreditPool(bytesMax: 100, requestsMax: 10);
        var granted = new List<string>();

        Assert.True(pool.TryTake(new Claim("huge", 1_000, granted)));
        Assert.False(pool.TryTake(new Claim("next", 1, granted)));
        pool.Return(1_000);

        Assert.Equal(["next"], granted);
    }

    [Fact]
    public void The_number_of_requests_is_bounded_too()
    {
        var pool = new CreditPool(bytesMax: 100, requestsMax: 2);
        var granted = new List<string>();

        Assert.True(pool.TryTake(new Claim("a", 0, granted)));
        Assert.True(pool.TryTake(new Claim("b", 0, granted)));
        Assert.False(pool.TryTake(new Claim("c", 0, granted)));
    }

    [Fact]
    public void A_cancelled_claim_lets_those_behind_it_go_on()
    {
        var pool = new CreditPool(bytesMax: 100, requestsMax: 10);
        var granted = new List<string>();
        var large = new Claim("large", 100, granted);
        pool.TryTake(new Claim("first", 50, granted));
        pool.TryTake(large);
        pool.TryTake(new Claim("small", 10, granted));

        Assert.True(pool.Cancel(large));

        Assert.Equal(["small"], granted);
        Assert.False(pool.Cancel(large));
    }

    private sealed class Claim(string name, long bytes, List<string> granted) : CreditClaim(bytes)
    {
        public override void OnGranted() => granted.Add(name);
    }
}
