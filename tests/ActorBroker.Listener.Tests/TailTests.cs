using ActorBroker.Listener.Tests.Support;
using ActorBroker.Log.Disk;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests;

/// <summary>What was just produced is read out of the buffers that it was received in.</summary>
public sealed class TailTests : ListenerKit
{
    private const short LastVersionByName = 12;

    private static readonly string Long = new('a', 40_000);

    [Fact]
    public void What_was_just_produced_is_read_without_the_disk()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        WaitAtTheEnd(client);
        client.Ask<ProduceResponse>(Produce("orders", Batch(Long)));
        client.Ask<ProduceResponse>(Produce("orders", Batch("a" + Long)));
        Disk.Fault = operation => operation.Kind == DiskOperationKind.Read ? DiskFault.Failed : null;

        Assert.Equal([Long], Values(client.Ask<FetchResponse>(Fetch("orders", 0), LastVersionByName)));
        Assert.Equal(["a" + Long], Values(client.Ask<FetchResponse>(Fetch("orders", 1), LastVersionByName)));
    }

    [Fact]
    public void A_short_request_keeps_no_long_buffer()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        WaitAtTheEnd(client);

        client.Ask<ProduceResponse>(Produce("orders", Batch("a")));

        Assert.Equal(0, Doors.TailMemory.BytesInUse);
        Assert.Equal(["a"], Values(client.Ask<FetchResponse>(Fetch("orders", 0), LastVersionByName)));
    }

    [Fact]
    public void Buffers_go_back_when_newer_ones_take_their_place_and_when_the_topic_is_gone()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        WaitAtTheEnd(client);
        for (var round = 0; round < 30; round++)
        {
            Assert.Equal(ErrorCode.None, Result(client.Ask<ProduceResponse>(Produce("orders", Batch(Long)))).ErrorCode);
            Assert.InRange(Doors.TailMemory.BytesInUse, 1, 3 * 1024 * 1024);
        }

        var request = new DeleteTopicsRequest { TimeoutMs = 10_000 };
        request.TopicNames.Add("orders");
        client.Ask<DeleteTopicsResponse>(request, version: 5);

        AwaitCondition(() => Doors.TailMemory.BytesInUse == 0);
    }

    [Fact]
    public void Where_nobody_reads_at_the_end_nothing_is_kept()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        client.Ask<ProduceResponse>(Produce("orders", Batch(Long)));

        Assert.Equal(0, Doors.TailMemory.BytesInUse);
    }

    [Fact]
    public void Without_room_for_it_nothing_is_kept_and_all_is_read_from_files()
    {
        var client = Connect();
        CreateTopic(client, "orders");
        WaitAtTheEnd(client);
        Assert.True(Doors.TailMemory.TryTake(64 * 1024 * 1024));

        client.Ask<ProduceResponse>(Produce("orders", Batch(Long)));

        Assert.Equal(64 * 1024 * 1024, Doors.TailMemory.BytesInUse);
        Assert.Equal([Long], Values(client.Ask<FetchResponse>(Fetch("orders", 0), LastVersionByName)));
    }

    /// <summary>A reader that finds nothing waits for a moment; from then on readers are expected to follow.</summary>
    private static void WaitAtTheEnd(WireClient client) =>
        Assert.Empty(Values(client.Ask<FetchResponse>(Fetch("orders", 0, maxWaitMs: 1), LastVersionByName)));
}
