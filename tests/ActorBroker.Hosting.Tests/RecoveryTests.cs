using ActorBroker.Hosting.Tests.Support;
using ActorBroker.Log.Disk;
using ActorBroker.Model;
using Serilog.Events;

namespace ActorBroker.Hosting.Tests;

public sealed class RecoveryTests
{
    [Fact]
    public async Task A_start_after_a_kill_recovers_the_logs_that_were_written_and_tells_of_all_in_one_line()
    {
        await using var killed = await ServedHost.StartAsync(disk: new MemoryDisk(keepsHistory: true));
        killed.CreateTopic("orders", partitions: 5);
        await killed.FindGroupsAsync();
        var batch = ServedHost.Batch(1_000, "a");
        Assert.Equal((ErrorCode.None, ErrorCode.None), (killed.Produce("orders", batch), killed.Produce("orders", batch, partition: 1)));
        var disk = killed.Disk.CrashedAt(killed.Disk.ChangeCount, DiskCrash.ProcessKill, new Random(1));
        using var messages = new LogMessages(LogEventLevel.Information);

        await using var next = await ServedHost.StartAsync(disk: disk, logger: messages.Logger);
        await next.GetAsync("/health/ready", body => body.StartsWith("{\"status\":\"ready\"", StringComparison.Ordinal));

        var told = Assert.Single(messages.All, message => message.Contains("recovered", StringComparison.Ordinal));
        Assert.Equal($"2 logs were recovered after an unclean stop, 2 of them with records: {2 * batch.Length} bytes were checked, 0 bytes of torn writes cut, 0 logs failed.", told);
    }
}
