using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests;

public sealed class RecordsTests : ListenerKit
{
    private const short LastVersionByName = 12;

    [Fact]
    public void What_is_produced_is_fetched_byte_by_byte()
    {
        var client = Connect();
        CreateTopic(client, "orders");

        var produced = Result(client.Ask<ProduceResponse>(Produce("orders", Batch("a", "b"))));
        var second = Result(client.Ask<ProduceResponse>(Produce("orders", Batch("c"))));

        Assert.Equal((ErrorCode.None, 0L), (produced.ErrorCode, produced.BaseOffset.Value));
        Assert.Equal(2L, second.BaseOffset.Value);
        var fetched = client.Ask<FetchResponse>(Fetch("orders", 0), LastVersionByName);
        Assert.Equal(["a", "b", "c"], Values(fetched));
        Assert.Equal(3L, Result(fetched).HighWatermark.Value);
        Assert.Equal(["c"], Values(client.Ask<FetchResponse>(Fetch("orders", 2), LastVersionByName)));
    }

    [Fact]
    public async Task A_fetch_waits_for_records_and_is_answered_when_they_come()
    {
        var reader = Connect();
        CreateTopic(reader, "orders");
        var asking = Task.Run(() => reader.Ask<FetchResponse>(Fetch("orders", 0, maxWaitMs: 60_000), LastVersionByName));
        AwaitCondition(() => Doors.Partitions.All.Sum(hosted => hosted.WaitingCount) == 1);

        Connect().Ask<ProduceResponse>(Produce("orders", Batch("late")));

        Assert.Equal(["late"], Values(await asking));
    }

    [Fact]
    public void A_fetch_that_waited_for_nothing_is_answered_empty_when_its_time_is_over()
    {
        var client = Connect();
        CreateTopic(client, "orders");

        var response = client.Ask<FetchResponse>(Fetch("orders", 0, maxWaitMs: 20), LastVersionByName);

        Assert.Empty(Values(response));
        Assert.Equal(ErrorCode.None, Result(response).ErrorCode);
        AwaitCondition(() => Doors.Partitions.All.Sum(hosted => hosted.WaitingCount) == 0);
    }

    [Fact]
    public void A_client_that_goes_away_while_it_waits_leaves_nothing_behind()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        client.Tell(Fetch("orders", 0, maxWaitMs: 60_000), LastVersionByName);
        AwaitCondition(() => Doors.Partitions.All.Sum(hosted => hosted.WaitingCount) == 1);

        client.Dispose();

        AwaitCondition(() => Listener.ConnectionCount == 0);
        AwaitCondition(() => Doors.Partitions.All.Sum(hosted => hosted.WaitingCount) == 0 && Doors.Credit.BytesInFlight == 0);
    }

    [Theory]
    [InlineData(-1, ErrorCode.OffsetOutOfRange)]
    [InlineData(9, ErrorCode.OffsetOutOfRange)]
    public void A_fetch_outside_the_log_is_told_so(long offset, ErrorCode error)
    {
        var client = Connect();
        CreateTopic(client, "orders");

        var response = client.Ask<FetchResponse>(Fetch("orders", offset, maxWaitMs: 60_000), LastVersionByName);

        Assert.Equal(error, Result(response).ErrorCode);
    }

    [Fact]
    public void The_first_batch_comes_whole_even_when_it_is_larger_than_all_limits()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        client.Ask<ProduceResponse>(Produce("orders", Batch(new string('x', 5_000))));
        client.Ask<ProduceResponse>(Produce("orders", Batch("second")));

        var response = client.Ask<FetchResponse>(Fetch("orders", 0, maxBytes: 10), LastVersionByName);

        Assert.Equal([5_000], Values(response).Select(value => value.Length));
    }

    [Fact]
    public void Nothing_is_answered_to_acks_0_and_the_records_are_there()
    {
        var client = Connect();
        CreateTopic(client, "orders");

        client.Tell(Produce("orders", Batch("a"), acks: 0));

        Assert.Equal(["a"], Values(client.Ask<FetchResponse>(Fetch("orders", 0, maxWaitMs: 60_000), LastVersionByName)));
    }

    [Fact]
    public void An_error_with_acks_0_closes_the_connection()
    {
        var client = Connect();

        client.Tell(Produce("nowhere", Batch("a"), acks: 0));

        Assert.True(client.IsClosedByBroker());
    }

    [Theory]
    [InlineData(2, ErrorCode.InvalidRequiredAcks)]
    [InlineData(-2, ErrorCode.InvalidRequiredAcks)]
    public void Acks_that_do_not_exist_are_refused(short acks, ErrorCode error)
    {
        var client = Connect();
        CreateTopic(client, "orders");

        Assert.Equal(error, Result(client.Ask<ProduceResponse>(Produce("orders", Batch("a"), acks))).ErrorCode);
    }

    [Fact]
    public void A_damaged_batch_is_refused_and_others_go_on()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        var damaged = Batch("a");
        damaged[^1] ^= 1;

        var refused = Result(client.Ask<ProduceResponse>(Produce("orders", damaged)));

        Assert.Equal(ErrorCode.CorruptMessage, refused.ErrorCode);
        Assert.Contains("CRC", refused.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(0L, Result(client.Ask<ProduceResponse>(Produce("orders", Batch("b")))).BaseOffset.Value);
    }

    [Fact]
    public void A_repeated_batch_of_an_idempotent_producer_is_stored_once()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        var identity = client.Ask<InitProducerIdResponse>(new InitProducerIdRequest { TransactionalId = null, TransactionTimeoutMs = 1_000 });
        var batch = Batch(RecordBatchOptions.Default with { ProducerId = identity.ProducerId, ProducerEpoch = identity.ProducerEpoch, BaseSequence = new Sequence(0) }, "once");

        client.Ask<ProduceResponse>(Produce("orders", batch));
        var repeated = Result(client.Ask<ProduceResponse>(Produce("orders", batch)));

        Assert.Equal((ErrorCode.None, 0L), (repeated.ErrorCode, repeated.BaseOffset.Value));
        Assert.Equal(["once"], Values(client.Ask<FetchResponse>(Fetch("orders", 0), LastVersionByName)));
    }

    [Fact]
    public void A_producer_that_waited_long_enough_is_told_so_and_its_records_stay()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        Executor.Hold();
        var request = Produce("orders", Batch("slow"));
        request.TimeoutMs = 20;

        Assert.Equal(ErrorCode.RequestTimedOut, Result(client.Ask<ProduceResponse>(request)).ErrorCode);
        Executor.Release();

        Assert.Equal(["slow"], Values(client.Ask<FetchResponse>(Fetch("orders", 0, maxWaitMs: 60_000), LastVersionByName)));
    }

    [Fact]
    public async Task An_acknowledgement_waits_for_the_disk_and_readers_see_only_what_is_on_it()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        Executor.Hold();
        var producing = Task.Run(() => Result(Connect().Ask<ProduceResponse>(Produce("orders", Batch("a")))));
        AwaitCondition(() => Doors.Partitions.All.Single().Entry.View!.Bounds.End == new Offset(1));

        Assert.Empty(Values(client.Ask<FetchResponse>(Fetch("orders", 0), LastVersionByName)));
        Assert.False(producing.IsCompleted);
        Executor.Release();

        Assert.Equal(0L, (await producing).BaseOffset.Value);
    }
}
