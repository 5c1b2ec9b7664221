using ActorBroker.Hosting.Tests.Support;
using ActorBroker.Log.Disk;
using ActorBroker.Model;
using Serilog.Events;

namespace ActorBroker.Hosting.Tests;

public sealed class RecoveryTests
{
    [Fact]
    public async Task A_start_after_a_kill_tells_of_all_recovered_logs_in_one_line()
    {
        await using var killed = await ServedHost.StartAsync(disk: new MemoryDisk(keepsHistory: true));
        killed.CreateTopic("orders", partitions: 5);
        await killed.FindGroupsAsync();
        var batch = ServedHost.Batch(1_000, "a");
        Assert.Equal(ErrorCode.None, killed.Produce("orders", batch));
        var disk = killed.Disk.CrashedAt(killed.Disk.ChangeCount, DiskCrash.ProcessKill, new Random(1));
        using var messages = new LogMessages(LogEventLevel.Information);

        await using var next = await ServedHost.StartAsync(disk: disk, logger: messages.Logger);
        await next.GetAsync("/health/ready", body => body.StartsWith("{\"status\":\"ready\"", StringComparison.Ordinal));

        var told = Assert.Single(messages.All, message => message.Contains("recovered", StringComparison.Ordinal));
        Assert.Equal($"8 logs were recovered after an unclean stop, 1 of them with records: {batch.Length} bytes were checked, 0 bytes of torn writes cut, 0 logs failed.", told);
    }
}
