using System.Diagnostics;

namespace ActorBroker.Server.Tests.Support;

/// <summary>A real <c>actorbroker</c> process, killed with the test if it lives so long.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _errors = [];

    private ServerProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
                _errors.Add(line.Data ?? "");
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>What it printed at its start, by name.</summary>
    public IReadOnlyDictionary<string, string> Welcome { get; private set; } = new Dictionary<string, string>();

    /// <summary>Where clients connect to.</summary>
    public string Kafka => Welcome["kafka"];

    /// <summary>The process, or the shell that it runs in.</summary>
    public int Id => _process.Id;

    /// <summary>What it wrote to the standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return string.Join('\n', _errors);
        }
    }

    /// <summary>Starts a process and reads nothing yet.</summary>
    public static ServerProcess Run(params string[] arguments) => new(new ProcessStartInfo(Program, arguments));

    /// <summary>Starts a broker on any free port; returns once it serves.</summary>
    public static Task<ServerProcess> StartAsync(string data, params string[] arguments) =>
        ServingAsync(Run(["start", "--kafka", "127.0.0.1:0", "--data", data, .. arguments]));

    /// <summary>The same in the background of a shell script, where signals of the keyboard are ignored; the shell's exit code is the broker's.</summary>
    public static Task<ServerProcess> StartInBackgroundAsync(string data) => ServingAsync(new ServerProcess(new ProcessStartInfo(
        "sh", ["-c", "\"$0\" start --kafka 127.0.0.1:0 --data \"$1\" & echo \"  process   $!\"; wait $!", Program, data])));

    /// <summary>Sends a signal, to itself or to another process.</summary>
    public void Signal(string name, int? process = null)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process ?? Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for its end; returns its exit code.</summary>
    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(Tool.Limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>All that it wrote to the standard output until its end.</summary>
    public Task<string> OutputAsync() => _process.StandardOutput.ReadToEndAsync();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static string Program => Path.Join(AppContext.BaseDirectory, "actorbroker");

    private static async Task<ServerProcess> ServingAsync(ServerProcess server)
    {
        var welcome = new Dictionary<string, string>();
        using var limit = new CancellationTokenSource(Tool.Limit);
        while (!welcome.ContainsKey("stop"))
        {
            var line = await server._process.StandardOutput.ReadLineAsync(limit.Token);
            Assert.True(line is not null, $"The broker ended before it served: {server.Errors}");
            if (line.StartsWith("  ", StringComparison.Ordinal) && line.Trim().Split(' ', 2, StringSplitOptions.TrimEntries) is [var name, var value])
                welcome[name] = value;
        }

        server.Welcome = welcome;
        return server;
    }
}
