using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Listener.Tests.Support;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests.Sessions;

/// <summary>Clients that a quota asks to pause: answered at once, told for how long, and not read from until then (KIP-219).</summary>
public sealed class ThrottlingTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly PlannedQuotas _quotas = new();
    private readonly SessionClient _client;

    public ThrottlingTests() => _client = new SessionClient(quotas: _quotas);

    [Fact]
    public void Trap_14_the_answer_comes_at_once_and_says_how_long_the_client_is_to_pause()
    {
        _quotas.Pauses.Enqueue(Pause);

        var answer = _client.Ask<MetadataResponse>(new MetadataRequest(), 12);

        Assert.Equal(300, answer.ThrottleTimeMs);
        Assert.False(_client.IsRead);
    }

    [Fact]
    public void What_comes_meanwhile_is_answered_after_the_pause()
    {
        _quotas.Pauses.Enqueue(Pause);
        _client.Ask<MetadataResponse>(new MetadataRequest(), 12);

        _client.Send(new MetadataRequest(), 12);
        _client.Pass(Pause - TimeSpan.FromMilliseconds(1));
        var before = _client.HasAnswer;
        _client.Pass(TimeSpan.FromMilliseconds(1));

        Assert.False(before);
        Assert.Equal(0, _client.Answer<MetadataResponse>(12).ThrottleTimeMs);
        Assert.True(_client.IsRead);
    }

    [Fact]
    public void A_request_that_was_received_together_with_the_one_that_cost_the_pause_waits_too()
    {
        _quotas.Pauses.Enqueue(Pause);
        var request = SessionClient.FrameOf(new MetadataRequest(), 12);

        _client.SendBytes([.. request, .. request]);

        _client.Answer<MetadataResponse>(12);
        Assert.False(_client.HasAnswer);
        _client.Pass(Pause);
        _client.Answer<MetadataResponse>(12);
    }

    [Fact]
    public void A_version_that_has_no_room_for_the_time_is_muted_all_the_same()
    {
        _quotas.Pauses.Enqueue(Pause);

        _client.Ask<MetadataResponse>(new MetadataRequest(), 1);

        Assert.False(_client.IsRead);
        _client.Pass(Pause);
        Assert.True(_client.IsRead);
    }

    [Fact]
    public void A_longer_pause_takes_the_place_of_a_shorter_one_and_never_the_other_way_round()
    {
        var clock = new ManualClock();
        var ends = new List<TimeSpan>();
        var mute = new Mute(clock, () => ends.Add(clock.GetElapsedTime(0)));

        foreach (var milliseconds in (int[])[300, 500, 100])
            mute.For(TimeSpan.FromMilliseconds(milliseconds));
        for (var step = 0; step < 10; step++)
            clock.Pass(TimeSpan.FromMilliseconds(100));

        Assert.Equal([TimeSpan.FromMilliseconds(500)], ends);
        Assert.False(mute.IsOn);
    }

    [Fact]
    public void A_pause_is_never_longer_than_a_minute()
    {
        _quotas.Pauses.Enqueue(TimeSpan.MaxValue);

        var answer = _client.Ask<MetadataResponse>(new MetadataRequest(), 12);

        Assert.Equal(60_000, answer.ThrottleTimeMs);
        _client.Pass(TimeSpan.FromMinutes(1));
        Assert.True(_client.IsRead);
    }

    [Fact]
    public void A_request_to_produce_is_charged_its_bytes_and_another_is_not()
    {
        var request = new ProduceRequest { Acks = 1 };

        _client.Ask<ProduceResponse>(request, 9);
        _client.Ask<MetadataResponse>(new MetadataRequest(), 12);

        Assert.Equal((ClientIdentity.Anonymous, "test"), (_quotas.Charged[0].Principal, _quotas.Charged[0].ClientId));
        Assert.True(_quotas.Charged[0].Use.ProducedBytes >= MessageCodec.ToArray(request, 9).Length);
        Assert.Equal(default, _quotas.Charged[1].Use);
    }

    [Fact]
    public void A_request_that_is_never_answered_mutes_too()
    {
        _quotas.Pauses.Enqueue(Pause);

        _client.Send(new ProduceRequest { Acks = 0 }, 9);

        Assert.False(_client.HasAnswer);
        Assert.False(_client.IsRead);
        _client.Pass(Pause);
        Assert.True(_client.IsRead);
    }

    [Fact]
    public void The_timer_of_a_muted_connection_ends_with_it()
    {
        _quotas.Pauses.Enqueue(Pause);
        _client.Ask<MetadataResponse>(new MetadataRequest(), 12);

        _client.Close();

        Assert.Equal(0, _client.Clock.TimerCount);
    }

    [Fact]
    public void Without_quotas_nobody_pauses()
    {
        var client = new SessionClient(quotas: new NoQuotas());

        var answer = client.Ask<MetadataResponse>(new MetadataRequest(), 12);

        Assert.Equal(0, answer.ThrottleTimeMs);
        Assert.True(client.IsRead);
        Assert.Equal(0, client.Clock.TimerCount);
    }
}
