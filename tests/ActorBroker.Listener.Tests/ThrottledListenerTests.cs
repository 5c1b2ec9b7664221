using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Tests.Support;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests;

/// <summary>A listener with quotas, over sockets and in real time.</summary>
public sealed class ThrottledListenerTests : ListenerKit
{
    private readonly PlannedQuotas _quotas;

    public ThrottledListenerTests()
        : this(new PlannedQuotas())
    {
    }

    private ThrottledListenerTests(PlannedQuotas quotas)
        : base(quotas: quotas) => _quotas = quotas;

    [Fact]
    public void A_client_that_had_to_pause_is_served_again()
    {
        var client = Connect();
        _quotas.Pauses.Enqueue(TimeSpan.FromMilliseconds(20));

        var muted = client.Ask<MetadataResponse>(new MetadataRequest());
        var served = client.Ask<MetadataResponse>(new MetadataRequest());

        Assert.Equal((20, 0), (muted.ThrottleTimeMs, served.ThrottleTimeMs));
    }

    [Fact]
    public void Fetched_records_are_charged_by_their_bytes()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        var batch = Batch("a", "b");
        client.Ask<ProduceResponse>(Produce("orders", batch));

        client.Ask<FetchResponse>(Fetch("orders", 0), 12);

        Assert.Equal(new ClientUse(0, batch.Length), _quotas.Charged[^1].Use);
    }
}
