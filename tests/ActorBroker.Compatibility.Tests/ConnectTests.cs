using System.Text.RegularExpressions;
using ActorBroker.Compatibility.Tests.Support;

namespace ActorBroker.Compatibility.Tests;

/// <summary>Kafka Connect in distributed mode copies a file through either broker into another, byte by byte, and goes on where it was.</summary>
[Collection(BothBrokersCollection.Name)]
public sealed class ConnectTests(BothBrokers brokers)
{
    private const string Workers = "workers";
    private const string Topic = "lines";
    private const int Lines = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    [ToolFact(KafkaTools.Command, KafkaProcess.Program, "java", "kcat")]
    public async Task A_file_goes_through_the_broker_byte_by_byte_and_a_restarted_worker_goes_on_where_it_was()
    {
        string[] addresses = [brokers.Ours, brokers.Kafka];

        var told = await Task.WhenAll(addresses.Select(address => Task.Run(() => CopyAsync(address))));

        Assert.Matches($@"^{Workers}\s+Classic\s+connect$", told[0][0]);
        Assert.Matches($@"^connect-sink {Topic} 0 {2 * Lines} {2 * Lines} 0 -", told[0][1]);
        Assert.Equal(3, told[0].Count(line => line == "cleanup.policy=compact"));
        Assert.Equal(told[1], told[0]);
    }

    /// <summary>Has workers copy what is written before, while and after one of them works, and gives what Kafka's tools say of their groups and topics.</summary>
    private static async Task<string[]> CopyAsync(string broker)
    {
        using var files = new TempDirectory();
        var (source, sink) = (Path.Combine(files.Path, "source.txt"), Path.Combine(files.Path, "sink.txt"));
        KafkaTools.Run(broker, "topics", "--create", "--topic", Topic, "--partitions", "1");
        string[] groups;
        Append(source, "first");
        using (var worker = new ConnectWorker(broker, Workers, files.Path))
        {
            await worker.PutAsync("source", new() { ["connector.class"] = "FileStreamSource", ["file"] = source, ["topic"] = Topic });
            await worker.PutAsync("sink", new() { ["connector.class"] = "FileStreamSink", ["file"] = sink, ["topics"] = Topic });
            await AwaitCopyAsync(source, sink);
            Append(source, "second");
            await AwaitCopyAsync(source, sink);
            groups = LinesOf(KafkaTools.Run(broker, "groups", "--list"), Workers);
            worker.Stop();
        }

        groups = [.. groups, .. LinesOf(KafkaTools.Run(broker, "consumer-groups", "--describe", "--group", "connect-sink"), "connect-sink")];
        Append(source, "while nobody worked");
        using (new ConnectWorker(broker, Workers, files.Path))
            await AwaitCopyAsync(source, sink);
        return [.. groups, .. ((string[])["configs", "offsets", "status"]).SelectMany(kind => PolicyOf(broker, kind))];
    }

    /// <summary>Letters of one byte each: the file source counts letters, and after a restart skips as many bytes.</summary>
    private static void Append(string source, string name) =>
        File.AppendAllLines(source, Enumerable.Range(0, Lines).Select(number => $"{name} {number} {new string('x', number % 50)}"));

    /// <summary>Waits until the sink has as many bytes as the source, and compares them.</summary>
    private static async Task AwaitCopyAsync(string source, string sink)
    {
        var expected = new FileInfo(source).Length;
        using var looks = new PeriodicTimer(Pause);
        for (var look = 0; new FileInfo(sink) is not { Exists: true } copied || copied.Length < expected; look++)
        {
            Assert.True(look * Pause < Tool.Limit, $"The sink did not get {expected} bytes.");
            await looks.WaitForNextTickAsync();
        }

        Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(sink));
    }

    private static string[] PolicyOf(string broker, string kind) =>
        [.. Regex.Matches(KafkaTools.Run(broker, "topics", "--describe", "--topic", $"{Workers}-{kind}"), @"PartitionCount: \d+|cleanup\.policy=\w+").Select(match => match.Value)];

    /// <summary>Those that begin with a name, with single spaces.</summary>
    private static string[] LinesOf(string printed, string name) =>
        [.. printed.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal)).Select(line => Regex.Replace(line.Trim(), @"\s+", " "))];
}
