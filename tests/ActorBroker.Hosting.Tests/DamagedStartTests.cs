using System.Text.RegularExpressions;
using ActorBroker.Hosting.Tests.Support;
using ActorBroker.Log.Disk;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;
using Serilog.Events;

namespace ActorBroker.Hosting.Tests;

/// <summary>A start on a data directory of which one file is damaged: it serves what is good and says what it did, or says why it cannot.</summary>
public sealed class DamagedStartTests
{
    private const string All = "orders 0 1 2 3 4 5 6 7; kept 0; group 3";

    [Theory]
    [InlineData(true, "logs/checkpoint", "from the logs, . of which are recovered")]
    [InlineData(true, "logs/clean", "from the logs, . of which are recovered")]
    [InlineData(true, "journal/checkpoint", "from the log")]
    [InlineData(true, "journal/clean", "from the log")]
    [InlineData(true, "snapshots/checkpoint", "from the log")]
    [InlineData(false, "logs/dirty", "from the logs, . of which are recovered")]
    [InlineData(false, "journal/dirty", "from the log")]
    public async Task A_damaged_file_that_vouches_for_logs_costs_a_recovery_and_is_named(bool isClean, string name, string told)
    {
        var served = await StartAsync(isClean, name, isGone: false, $"^/data/{name} is damaged or gone: what it should say is found out {told}\\.$");

        Assert.Equal(All, served);
    }

    [Theory]
    [InlineData(true, "orders/00000000000000000002.index")]
    [InlineData(true, "orders/00000000000000000002.timeindex")]
    [InlineData(true, "orders/00000000000000000008.snapshot")]
    [InlineData(true, "orders/leader-epochs")]
    [InlineData(true, "keyed/compaction")]
    [InlineData(true, "journal/sequence-numbers")]
    [InlineData(false, "orders/00000000000000000002.index")]
    [InlineData(false, "orders/00000000000000000006.snapshot")]
    [InlineData(false, "keyed/compaction")]
    public async Task What_can_be_made_again_from_the_batches_costs_no_answer(bool isClean, string name)
    {
        foreach (var isGone in (bool[])[true, false])
            Assert.Equal((isGone, All), (isGone, await StartAsync(isClean, name, isGone)));
    }

    [Theory]
    [InlineData(0, true, "orders 2 3 4 5 6 7", "offsets 0 to 1, in '.*/00000000000000000000.log' from byte 0 on: Batches are missing")]
    [InlineData(0, false, "orders 0 2 3 4 5 6 7", "offsets 1 to 1, in '.*/00000000000000000000.log' from byte 71 on: The checksum does not match the bytes")]
    [InlineData(2, true, "orders 0 1 4 5 6 7", "offsets 2 to 3, in '.*/00000000000000000000.log' from byte 142 on: Batches are missing")]
    [InlineData(2, false, "orders 0 1 2 4 5 6 7", "offsets 3 to 3, in '.*/00000000000000000002.log' from byte 71 on: The checksum does not match the bytes")]
    [InlineData(6, true, "orders 0 1 2 3 4 5", "offsets 6 to 7, in '.*/00000000000000000006.log' from byte 0 on: Batches are missing")]
    [InlineData(6, false, "orders 0 1 2 3 4 5 6", "offsets 7 to 7, in '.*/00000000000000000006.log' from byte 71 on: The checksum does not match the bytes")]
    public async Task After_a_stop_a_damaged_segment_costs_what_is_damaged_and_is_told_with_file_place_and_remedy(int segment, bool isGone, string expected, string told)
    {
        var served = await StartAsync(isClean: true, $"orders/{segment:D20}.log", isGone, $"{told}\\. They are not served; .* 'actorbroker log repair --drop-damaged' takes");

        Assert.Equal($"{expected}; kept 0; group 3", served);
    }

    [Theory]
    [InlineData(2, "orders 0 1 2", "offsets 3 to 7, in '.*/00000000000000000002.log' from byte 71 on: The checksum does not match the bytes. The log was cut there")]
    [InlineData(6, "orders 0 1 2 3 4 5 6", "71 bytes of torn writes cut, 0 logs failed")]
    public async Task After_a_kill_a_log_without_a_checkpoint_ends_before_what_is_damaged(int segment, string expected, string told)
    {
        var served = await StartAsync(isClean: false, $"orders/{segment:D20}.log", isGone: false, told);

        Assert.Equal($"{expected}; kept 0; group 3", served);
    }

    [Theory]
    [InlineData("logs/identity", true, "has lost its identity")]
    [InlineData("logs/identity", false, "has lost its identity")]
    [InlineData("journal/identity", true, "has lost its identity")]
    [InlineData("snapshots/identity", false, "has lost its identity")]
    [InlineData("journal/*.log", true, "has lost what the broker remembers. Entry ")]
    [InlineData("snapshots/*.log", true, "has lost what the broker remembers. Entry ")]
    public async Task What_a_broker_cannot_be_without_is_missed_in_words_and_nothing_is_guessed(string name, bool isGone, string told)
    {
        var refused = await Assert.ThrowsAsync<BrokerStartException>(() => StartAsync(isClean: true, name, isGone));

        Assert.Equal((StartProblem.DataDamaged, "/data"), (refused.Problem, refused.Subject));
        Assert.Contains($"The data directory '/data' {told}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flipped_bit_in_what_the_controller_remembers_ends_the_start_with_file_and_place()
    {
        var disk = new MemoryDisk();
        await (await ServedHost.StartAsync(disk: disk)).DisposeAsync();
        DamageSample.Flip(disk, "/data/journal/6a6f75726e616c000000000000000000-0/00000000000000000000.log", position: 70);

        var refused = await Assert.ThrowsAsync<BrokerStartException>(() => ServedHost.StartAsync(disk: disk));

        Assert.Equal(StartProblem.DataDamaged, refused.Problem);
        Assert.Matches("Damaged are offsets 0 to .*, in '/data/journal/.*/00000000000000000000.log' from byte 0 on: The checksum does not match the bytes.* Restore", refused.Message);
    }

    /// <summary>Starts on the sample with one file damaged, reads what is served, and writes more.</summary>
    /// <param name="isClean">Whether the broker before was stopped or killed.</param>
    /// <param name="name">The file.</param>
    /// <param name="isGone">Whether it is gone, or has a bit flipped.</param>
    /// <param name="told">What is logged once, as a pattern; null when that does not matter.</param>
    private static async Task<string> StartAsync(bool isClean, string name, bool isGone, string? told = null)
    {
        var sample = await DamageSample.OfAsync(isClean);
        using var messages = new LogMessages(LogEventLevel.Information);
        await using var host = await ServedHost.StartAsync(disk: sample.With(name, isGone), logger: messages.Logger);
        await host.GetAsync("/health/ready", body => body.StartsWith("{\"status\":\"ready\"", StringComparison.Ordinal));

        var served = $"orders{Readable(host, "orders", 8)}; kept{Readable(host, "kept", 1)}; group {Committed(host)}";
        Assert.Equal(served[..served.IndexOf(';', StringComparison.Ordinal)], $"orders{Readable(host, "orders", 8)}");
        Assert.Equal(ErrorCode.None, host.Produce("orders", DamageSample.Batch(20, "k", "new")));
        Assert.Equal(ErrorCode.None, host.Produce("kept", DamageSample.Batch(20, "k", "new")));
        if (told is not null)
            await ToldOnceAsync(host, messages, told);
        return served;
    }

    private static async Task ToldOnceAsync(ServedHost host, LogMessages messages, string told)
    {
        using var limit = new CancellationTokenSource(Tool.Limit);
        string[] found;
        do
        {
            found = [.. messages.All.Where(message => Regex.IsMatch(message.Replace("\"", "", StringComparison.Ordinal), told))];
            Assert.False(limit.IsCancellationRequested, $"'{told}' was not told, but: {string.Join('\n', messages.All)}");
            await host.GetAsync("/health/live");
        }
        while (found.Length == 0);

        Assert.Single(found);
    }

    private static string Readable(ServedHost host, string topic, int count) => string.Concat(Enumerable.Range(0, count)
        .Where(offset => host.Fetch(topic, offset) is { ErrorCode: ErrorCode.None, Records.Length: > 0 })
        .Select(offset => $" {offset}"));

    private static long Committed(ServedHost host)
    {
        var request = new OffsetFetchRequest();
        request.Groups.Add(new OffsetFetchRequest.OffsetFetchRequestGroup { GroupId = "readers", Topics = null });
        var topics = host.Kafka.Ask<OffsetFetchResponse>(request, 8).Groups[0].Topics;
        return topics.Count == 0 ? -1 : topics[0].Partitions[0].CommittedOffset.Value;
    }
}
