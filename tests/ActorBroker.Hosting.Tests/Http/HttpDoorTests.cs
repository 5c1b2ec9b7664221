using System.Net;
using System.Net.Sockets;
using ActorBroker.Hosting.Tests.Support;

namespace ActorBroker.Hosting.Tests.Http;

public sealed class HttpDoorTests
{
    [Fact]
    public async Task A_page_that_is_not_there_is_answered_with_those_that_are()
    {
        await using var served = await ServedHost.StartAsync();

        var (status, body) = await served.GetAsync("/");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("/health/live\n/health/ready\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_can_only_be_read()
    {
        await using var served = await ServedHost.StartAsync();

        using var posted = await served.SendAsync(HttpMethod.Post, "/health/live");
        using var asked = await served.SendAsync(HttpMethod.Head, "/health/live");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        Assert.Equal(["GET", "HEAD"], posted.Content.Headers.Allow);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal(("application/json", 17L), (asked.Content.Headers.ContentType?.MediaType, asked.Content.Headers.ContentLength));
        Assert.Empty(await asked.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_stop_gives_the_address_back()
    {
        var served = await ServedHost.StartAsync();
        var endPoint = served.Host.HttpEndPoint!;
        await served.DisposeAsync();

        await using var next = await ServedHost.StartAsync($"actorbroker.http.listen = \"{endPoint}\"");

        Assert.Equal(endPoint, next.Host.HttpEndPoint);
        Assert.Equal(HttpStatusCode.OK, (await next.GetAsync("/alive")).Status);
    }

    [Fact]
    public async Task A_connection_that_says_nothing_does_not_hold_a_stop_up()
    {
        await using var served = await ServedHost.StartAsync();
        using var silent = new TcpClient();
        await silent.ConnectAsync(served.Host.HttpEndPoint!);

        await served.Host.StopAsync();

        Assert.True(served.Host.Ended.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task One_connection_more_than_there_may_be_is_closed()
    {
        await using var served = await ServedHost.StartAsync("actorbroker.http.connections-max = 1");
        Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/alive")).Status);

        using var second = new TcpClient { ReceiveTimeout = 120_000 };
        await second.ConnectAsync(served.Host.HttpEndPoint!);

        Assert.Equal(0, await second.GetStream().ReadAsync(new byte[1]));
    }

    [Fact]
    public async Task Where_it_is_off_nothing_listens()
    {
        await using var served = await ServedHost.StartAsync("actorbroker.http.listen = off");

        Assert.Null(served.Host.HttpEndPoint);
    }

    [Fact]
    public async Task A_port_that_is_taken_fails_the_start_before_anything_is_touched()
    {
        await using var holder = await ServedHost.StartAsync();
        var disk = new Log.Disk.MemoryDisk();

        var failure = await Assert.ThrowsAsync<BrokerStartException>(() => ServedHost.StartAsync($"actorbroker.http.listen = \"{holder.Host.HttpEndPoint}\"", disk));

        Assert.Equal((StartProblem.AddressInUse, $"{holder.Host.HttpEndPoint}", "actorbroker.http.listen"), (failure.Problem, failure.Subject, failure.Key));
        Assert.False(disk.DirectoryExists("/data"));
    }

    [Theory]
    [InlineData("192.0.2.1:0", StartProblem.AddressInsecure)]
    [InlineData("no-such-host.invalid:0", StartProblem.AddressUnusable)]
    public async Task An_address_that_cannot_or_must_not_be_used_is_refused_with_its_key(string address, StartProblem problem)
    {
        var failure = await Assert.ThrowsAsync<BrokerStartException>(() => ServedHost.StartAsync($"actorbroker.http.listen = \"{address}\""));

        Assert.Equal((problem, address, "actorbroker.http.listen"), (failure.Problem, failure.Subject, failure.Key));
    }

    [Fact]
    public async Task An_address_that_is_not_this_machines_is_refused_also_where_it_is_meant()
    {
        var failure = await Assert.ThrowsAsync<BrokerStartException>(
            () => ServedHost.StartAsync("actorbroker.http { listen = \"192.0.2.1:0\", insecure = on }"));

        Assert.Equal((StartProblem.AddressUnusable, "actorbroker.http.listen"), (failure.Problem, failure.Key));
    }
}
