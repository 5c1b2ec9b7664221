using System.Net;
using System.Net.Sockets;

namespace ActorBroker.Compatibility.Tests.Support;

/// <summary>One node of Apache Kafka, from the shared folder, with as many partitions to a topic as the tests' brokers have.</summary>
internal sealed class KafkaProcess : IDisposable
{
    /// <summary>Its program, which is also every tool of Kafka's, as <see cref="Tool.Find"/> takes it.</summary>
    public const string Program = "shared/peers/kafka/kafka";

    /// <summary>Below the ports that connections take by themselves.</summary>
    private const int FirstPort = 20_000;

    private readonly TempDirectory _data = new();
    private readonly ToolProcess _process;

    /// <summary>Formats its folder, starts it, and returns once it serves.</summary>
    public KafkaProcess()
    {
        var (port, controller) = (FreePort(FirstPort), FreePort(FirstPort + 5_000));
        Address = $"127.0.0.1:{port}";
        var properties = Path.Combine(_data.Path, "more.properties");
        File.WriteAllText(properties, $"""
            listeners=PLAINTEXT://{Address},CONTROLLER://127.0.0.1:{controller}
            advertised.listeners=PLAINTEXT://{Address}
            controller.quorum.voters=0@127.0.0.1:{controller}
            num.partitions=3

            """);
        _process = new ToolProcess(
            Program, ["start", Path.Combine(_data.Path, "node"), $"{port}"],
            new Dictionary<string, string> { ["KAFKA_PROPS"] = properties, ["KAFKA_HEAP"] = "-Xmx512m" });
        try
        {
            _process.Await(lines => lines.Any(line => line.Contains("Kafka Server started", StringComparison.Ordinal)), "serving");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where it serves its protocol.</summary>
    public string Address { get; }

    public void Dispose()
    {
        _process.Dispose();
        _data.Dispose();
    }

    /// <summary>The first port from there on that nobody listens at.</summary>
    private static int FreePort(int first)
    {
        for (var port = first + Environment.ProcessId % 4_000; ; port++)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one.
            }
        }
    }
}
