using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorBroker.Log.Tests.Interchange;

/// <summary>A running Apache Kafka of one node, in a folder of its own; stopped with <see cref="Stop"/>, and for good when disposed.</summary>
internal sealed class KafkaBroker : IDisposable
{
    private const string Started = "Kafka Server started";

    // The node's controller listens this far above its clients' port.
    private const int ControllerPortDistance = 100;

    private readonly TempDirectory _folder = new();
    private readonly StringBuilder _output = new();
    private readonly Process _process;
    private readonly string _server;

    public KafkaBroker()
    {
        var port = FreePort();
        _server = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        var start = new ProcessStartInfo(Tool.Find(KafkaDump.Kafka)!) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["start", _folder.Path, port.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        start.Environment["KAFKA_HEAP"] = "-Xmx512m";
        _process = Process.Start(start)!;
        WaitUntilStarted();
    }

    /// <summary>Runs one of Kafka's tools against this broker.</summary>
    public void Run(string tool, byte[]? input, params string[] arguments) =>
        Tool.Run(KafkaDump.Kafka, [tool, "--bootstrap-server", _server, .. arguments], input);

    /// <summary>Where the broker keeps a partition's files.</summary>
    public string DirectoryOf(string topic) => $"{_folder.Path}/data-0/{topic}-0";

    /// <summary>Stops the broker cleanly, so that its files are whole.</summary>
    public void Stop()
    {
        Tool.Run("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _folder.Dispose();
    }

    /// <summary>A port that is free, and so is the controller's that goes with it; the system chooses it.</summary>
    private static int FreePort()
    {
        while (true)
        {
            using var clients = new TcpListener(IPAddress.Loopback, 0);
            clients.Start();
            var port = ((IPEndPoint)clients.LocalEndpoint).Port;
            try
            {
                using var controller = new TcpListener(IPAddress.Loopback, port + ControllerPortDistance);
                controller.Start();
                return port;
            }
            catch (Exception exception) when (exception is SocketException or ArgumentOutOfRangeException)
            {
                // Another pair is tried.
            }
        }
    }

    private void WaitUntilStarted()
    {
        using var started = new ManualResetEventSlim();
        var hasEnded = false;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_output)
                _output.AppendLine(line.Data);
            hasEnded |= line.Data is null;
            if (line.Data is null || line.Data.Contains(Started, StringComparison.Ordinal))
                started.Set();
        };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        started.Wait();
        lock (_output)
            Assert.False(hasEnded, $"Kafka ended at its start: {_output}");
    }
}
