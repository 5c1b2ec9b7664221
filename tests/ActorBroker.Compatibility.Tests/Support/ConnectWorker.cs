using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace ActorBroker.Compatibility.Tests.Support;

/// <summary>A worker of Kafka Connect in distributed mode: its connectors and how far they are live in three topics of the broker's.</summary>
internal sealed partial class ConnectWorker : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private static readonly string[] Ready = ["Finished starting connectors and tasks", "REST resources initialized"];

    private readonly ToolProcess _process;
    private readonly HttpClient _http;

    /// <summary>Starts it, and returns once it takes connectors and runs those that it finds.</summary>
    /// <param name="broker">The broker's address.</param>
    /// <param name="group">The workers' group; the topics' names begin with it.</param>
    /// <param name="folder">Where its configuration is written.</param>
    public ConnectWorker(string broker, string group, string folder)
    {
        var properties = Path.Combine(folder, "worker.properties");
        File.WriteAllText(properties, $"""
            bootstrap.servers={broker}
            group.id={group}
            listeners=http://127.0.0.1:0
            key.converter=org.apache.kafka.connect.storage.StringConverter
            value.converter=org.apache.kafka.connect.storage.StringConverter
            config.storage.topic={group}-configs
            offset.storage.topic={group}-offsets
            status.storage.topic={group}-status
            config.storage.replication.factor=1
            offset.storage.replication.factor=1
            status.storage.replication.factor=1
            offset.flush.interval.ms=1000
            plugin.discovery=service_load

            """);
        var log = Path.Combine(Repository.Shared!, "peers", "kafka", "log4j2-broker.yaml");
        _process = new ToolProcess(
            KafkaProcess.Program, ["run", "org.apache.kafka.connect.cli.ConnectDistributed", properties],
            new Dictionary<string, string> { ["KAFKA_HEAP"] = "-Xmx256m", ["KAFKA_JVM"] = VerifiableConsumer.ShortLived, ["KAFKA_LOG4J"] = log });
        try
        {
            // In either order: it has taken its place in the group, and takes requests.
            _process.Await(
                lines => Ready.All(said => lines.Any(line => line.Contains(said, StringComparison.Ordinal))), "a worker of its group");
        }
        catch
        {
            _process.Dispose();
            throw;
        }

        var address = _process.Lines.Select(line => Listening().Match(line)).First(match => match.Success).Groups[1].Value;
        _http = new HttpClient { BaseAddress = new Uri(address), Timeout = Tool.Limit };
    }

    /// <summary>Makes a connector, or gives the one of that name another configuration.</summary>
    public async Task PutAsync(string name, Dictionary<string, string> configuration)
    {
        using var looks = new PeriodicTimer(Pause);
        for (var look = 0; ; look++)
        {
            using var answer = await _http.PutAsJsonAsync(new Uri($"connectors/{name}/config", UriKind.Relative), configuration);
            if (answer.IsSuccessStatusCode)
                return;

            // A worker answers with a conflict as long as it has not taken in what was changed before.
            Assert.True(
                answer.StatusCode == HttpStatusCode.Conflict && look * Pause < Tool.Limit, $"{name}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            await looks.WaitForNextTickAsync();
        }
    }

    /// <summary>Asks it to stop, as SIGTERM does, and waits until it has written how far its connectors are.</summary>
    public void Stop() => _process.Stop();

    public void Dispose()
    {
        _process.Dispose();
        _http.Dispose();
    }

    [GeneratedRegex("REST server listening at (http://[^/]+/)")]
    private static partial Regex Listening();
}
