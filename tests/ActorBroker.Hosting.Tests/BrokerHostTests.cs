using ActorBroker.Hosting.Nodes;
using ActorBroker.Hosting.Tests.Support;
using ActorBroker.Log.Disk;

namespace ActorBroker.Hosting.Tests;

public sealed class BrokerHostTests : IDisposable
{
    private readonly HostKit _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Clients_are_let_in_after_the_address_is_bound_and_the_broker_serves()
    {
        await using var host = await _kit.StartAsync();

        Assert.Equal(["bound", "opened"], _kit.Steps);
        Assert.NotNull(await _kit.LoggedAsync("serves as run"));
        Assert.Equal(22, host.ClusterId.Length);
        Assert.Equal(("127.0.0.1", 4711), (host.KafkaAdvertised.Host, host.KafkaAdvertised.Port));
    }

    [Fact]
    public async Task Memory_lies_in_the_first_data_directory_and_logs_in_each()
    {
        await using var host = await _kit.StartAsync("actorbroker.data.directories = [\"/first\", \"/second\"]");

        Assert.True(_kit.Disk.DirectoryExists("/first/journal"));
        Assert.True(_kit.Disk.DirectoryExists("/first/snapshots"));
        Assert.True(_kit.Disk.FileExists("/first/logs/identity"));
        Assert.True(_kit.Disk.FileExists("/second/logs/identity"));
        Assert.False(_kit.Disk.DirectoryExists("/second/journal"));
    }

    [Fact]
    public async Task A_restart_keeps_the_cluster_and_a_new_directory_makes_a_new_one()
    {
        var first = await _kit.StartAsync();
        await first.StopAsync();

        await using var second = await _kit.StartAsync();
        await using var other = await _kit.StartAsync("actorbroker.data.directories = [\"/other\"]");

        Assert.Equal(first.ClusterId, second.ClusterId);
        Assert.NotEqual(first.ClusterId, other.ClusterId);
    }

    [Fact]
    public async Task A_stop_closes_the_door_and_ends_well_however_often_it_is_asked_for()
    {
        var host = await _kit.StartAsync();

        await Task.WhenAll(host.StopAsync(), host.StopAsync());
        await host.StopAsync();

        Assert.Equal(["bound", "opened", "closed"], _kit.Steps);
        Assert.True(host.Ended.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_stop_that_takes_too_long_says_what_it_waits_for()
    {
        var held = new TaskCompletionSource();
        _kit.DoorClosable = held.Task;
        var host = await _kit.StartAsync("actorbroker.node.stop-timeout = 50ms");

        var failure = await Assert.ThrowsAsync<BrokerStopTimeoutException>(host.StopAsync);

        Assert.Contains("did not stop within 0.05 s: it still waited for the Kafka listener", failure.Message, StringComparison.Ordinal);
        held.SetResult();
    }

    [Fact]
    public async Task A_start_that_is_given_up_gives_the_directory_back()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _kit.StartAsync(cancellation: given.Token));

        await using var next = await _kit.StartAsync();
        Assert.Equal(22, next.ClusterId.Length);
    }

    [Fact]
    public async Task A_directory_of_another_node_is_refused_by_its_name()
    {
        await (await _kit.StartAsync()).StopAsync();

        var failure = await Refused("actorbroker.node.id = 2");

        Assert.Equal((StartProblem.DataOfAnother, "/data"), (failure.Problem, failure.Subject));
        Assert.Equal("The data directory '/data' is another broker's: it belongs to node 1, and this is node 2.", failure.Message);
    }

    [Fact]
    public async Task A_directory_of_another_cluster_is_refused_by_its_name()
    {
        var other = await _kit.StartAsync("actorbroker.data.directories = [\"/other\"]");
        await other.StopAsync();

        var failure = await Refused("actorbroker.data.directories = [\"/data\", \"/other\"]");

        Assert.Equal((StartProblem.DataOfAnother, "/other"), (failure.Problem, failure.Subject));
        Assert.Contains($"it belongs to cluster {other.ClusterId}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_another_process_has_is_refused_and_stays_with_it()
    {
        await using var holder = await _kit.StartAsync();

        var failure = await Refused("");

        Assert.Equal(StartProblem.DataInUse, failure.Problem);
        Assert.Equal("The data directory '/data' is in use by another process.", failure.Message);
        Assert.False(holder.Ended.IsCompleted);
    }

    [Fact]
    public async Task A_disk_that_refuses_is_told_with_its_reason()
    {
        _kit.Disk.Fault = _ => new DiskFault(LogDiskError.Denied);

        var failure = await Refused("");

        Assert.Equal((StartProblem.DataUnusable, "/data"), (failure.Problem, failure.Subject));
    }

    [Fact]
    public async Task An_address_that_other_machines_reach_is_refused_unless_that_is_meant()
    {
        var failure = await Refused("actorbroker.kafka.listen = \"0.0.0.0:0\"");

        Assert.Equal((StartProblem.AddressInsecure, "0.0.0.0:0"), (failure.Problem, failure.Subject));
        Assert.Empty(_kit.Steps);
        await using var meant = await _kit.StartAsync("actorbroker.kafka { listen = \"0.0.0.0:0\", insecure = on }");
    }

    [Fact]
    public void Cluster_ids_are_kafkas_and_never_begin_as_an_option_does()
    {
        var ids = new Queue<Guid>([new Guid("f8000000-0000-0000-0000-000000000000"), new Guid("00112233-4455-6677-8899-aabbccddeeff")]);

        var id = Composition.NewClusterId(ids.Dequeue);

        Assert.Equal("ABEiM0RVZneImaq7zN3u_w", id);
    }

    private async Task<BrokerStartException> Refused(string hocon) => await Assert.ThrowsAsync<BrokerStartException>(() => _kit.StartAsync(hocon));
}
