using System.Text;
using ActorBroker.Compatibility.Tests.Support;

namespace ActorBroker.Compatibility.Tests;

/// <summary>Kafka Connect in distributed mode copies a file through the broker into another, byte by byte, and goes on where it was.</summary>
public sealed class ConnectTests : IDisposable
{
    private const string Workers = "workers";
    private const string Topic = "lines";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly TempDirectory _data = new();
    private readonly TempDirectory _files = new();
    private readonly ServerProcess _server;

    public ConnectTests() => _server = new ServerProcess(_data.Path, "-X", "group.initial.rebalance.delay.ms=0");

    private string Source => Path.Combine(_files.Path, "source.txt");

    private string Sink => Path.Combine(_files.Path, "sink.txt");

    [ToolFact(KafkaProcess.Program, "java")]
    public async Task A_file_goes_through_the_broker_byte_by_byte_and_a_restarted_worker_goes_on_where_it_was()
    {
        Append("first");
        using (var worker = new ConnectWorker(_server.Address, Workers, _files.Path))
        {
            worker.Put("source", new() { ["connector.class"] = "FileStreamSource", ["file"] = Source, ["topic"] = Topic });
            worker.Put("sink", new() { ["connector.class"] = "FileStreamSink", ["file"] = Sink, ["topics"] = Topic });
            await AwaitCopyAsync();
            Append("second");
            await AwaitCopyAsync();
            Assert.Matches($@"(?m)^{Workers}\s+Classic\s+connect\s*$", Java("groups", "--list"));
            worker.Stop();
        }

        Append("while nobody worked");
        using (new ConnectWorker(_server.Address, Workers, _files.Path))
            await AwaitCopyAsync();

        foreach (var kind in (string[])["configs", "offsets", "status"])
            Assert.Contains("cleanup.policy=compact", Java("topics", "--describe", "--topic", $"{Workers}-{kind}"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _server.Dispose();
        _data.Dispose();
        _files.Dispose();
    }

    /// <summary>Letters of one byte each: the file source counts letters, and after a restart skips as many bytes.</summary>
    private void Append(string name) => File.AppendAllLines(Source, Enumerable.Range(0, 500).Select(number => $"{name} {number} {new string('x', number % 50)}"));

    /// <summary>Waits until the sink has as many bytes as the source, and compares them.</summary>
    private async Task AwaitCopyAsync()
    {
        var expected = new FileInfo(Source).Length;
        using var looks = new PeriodicTimer(Pause);
        for (var look = 0; new FileInfo(Sink) is not { Exists: true } sink || sink.Length < expected; look++)
        {
            Assert.True(look * Pause < Tool.Limit, $"The sink did not get {expected} bytes.");
            await looks.WaitForNextTickAsync();
        }

        Assert.Equal(File.ReadAllBytes(Source), File.ReadAllBytes(Sink));
    }

    private string Java(params string[] arguments) => Encoding.UTF8.GetString(Tool.Run(
        KafkaProcess.Program, [.. arguments, "--bootstrap-server", _server.Address], environment: new Dictionary<string, string> { ["KAFKA_HEAP"] = "-Xmx128m" }));
}
