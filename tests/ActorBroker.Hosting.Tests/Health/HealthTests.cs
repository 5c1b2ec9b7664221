using System.Net;
using System.Text.Json;
using ActorBroker.Hosting.Health;
using ActorBroker.Hosting.Nodes;
using ActorBroker.Hosting.Tests.Support;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Hosting.Tests.Health;

public sealed class HealthTests
{
    private const string AllWell =
        """{"status":"ready","checks":{"broker":"ok","controller":"ok","log directories":"ok","partitions":"ok","group coordinators":"ok"}}""";

    [Theory]
    [InlineData("/health/live", """{"status":"live"}""")]
    [InlineData("/alive", """{"status":"live"}""")]
    [InlineData("/health/ready", AllWell)]
    [InlineData("/health", AllWell)]
    public async Task A_broker_that_serves_is_live_and_ready(string path, string body)
    {
        await using var served = await ServedHost.StartAsync();
        served.CreateTopic("orders", partitions: 3);
        await served.GetAsync("/health/ready", body => body == AllWell);

        Assert.Equal((HttpStatusCode.OK, body), await served.GetAsync(path));
    }

    [Fact]
    public void Before_its_start_nothing_of_a_broker_is_ready()
    {
        var platform = BrokerPlatform.OfThisMachine(Serilog.Core.Logger.None);
        var doors = Composition.Doors(Configs.Of("").Options, platform, new SynchronousDiskExecutor());

        var checks = new Readiness(doors, new NodeLife()).Check();

        Assert.StartsWith("It is starting", Trouble(checks, "broker"), StringComparison.Ordinal);
        Assert.Equal("The cluster's metadata are not recovered.", Trouble(checks, "controller"));
        Assert.Equal("They are not opened.", Trouble(checks, "log directories"));
    }

    [Fact]
    public void A_broker_that_is_stopping_or_has_ended_is_not_ready()
    {
        var platform = BrokerPlatform.OfThisMachine(Serilog.Core.Logger.None);
        var doors = Composition.Doors(Configs.Of("").Options, platform, new SynchronousDiskExecutor());
        var (stopping, stopped, failed) = (new NodeLife(), new NodeLife(), new NodeLife());
        stopping.Start();
        stopping.BeginStop();
        stopped.End(null);
        failed.End(new InvalidOperationException("The disk is gone."));

        Assert.Equal("It is stopping.", Trouble(new Readiness(doors, stopping).Check(), "broker"));
        Assert.Equal("It has stopped.", Trouble(new Readiness(doors, stopped).Check(), "broker"));
        Assert.Equal("It has ended: The disk is gone.", Trouble(new Readiness(doors, failed).Check(), "broker"));
    }

    [Fact]
    public async Task A_partition_whose_disk_failed_makes_the_broker_not_ready_and_is_named()
    {
        await using var served = await ServedHost.StartAsync();
        served.CreateTopic("orders");
        served.Disk.Fault = operation => operation.Kind == DiskOperationKind.Write && operation.Path.EndsWith(".log", StringComparison.Ordinal) && operation.Path.StartsWith("/data/logs/", StringComparison.Ordinal) ? DiskFault.Failed : null;
        Assert.Equal(ErrorCode.KafkaStorageError, served.Produce("orders", "a"));

        var (status, body) = await served.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(("not ready", "1 not served: orders-0"), (Text(body, "status"), Text(body, "checks", "partitions")));
        Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/health/live")).Status);
    }

    [Fact]
    public async Task A_log_directory_that_failed_makes_the_broker_not_ready_and_is_named()
    {
        await using var served = await ServedHost.StartAsync();
        served.CreateTopic("orders");
        served.Disk.Fault = operation => operation.Kind == DiskOperationKind.Flush && operation.Path.StartsWith("/data/logs/", StringComparison.Ordinal) ? DiskFault.Failed : null;
        Assert.Equal(ErrorCode.KafkaStorageError, served.Produce("orders", "a"));

        var (status, body) = await served.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("1 failed: /data/logs", Text(body, "checks", "log directories"));
    }

    [Fact]
    public async Task Coordinators_that_have_read_their_groups_are_ready()
    {
        await using var served = await ServedHost.StartAsync();
        await served.FindGroupsAsync();

        Assert.Equal(AllWell, await served.GetAsync("/health/ready", body => body == AllWell));
    }

    private static string? Trouble(IReadOnlyList<HealthCheck> checks, string name) => Assert.Single(checks, check => check.Name == name).Trouble;

    private static string? Text(string body, params string[] path)
    {
        using var document = JsonDocument.Parse(body);
        return path.Aggregate(document.RootElement, (element, name) => element.GetProperty(name)).GetString();
    }
}
