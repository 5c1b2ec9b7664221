using System.Diagnostics;
using System.Text;
using Xunit;

namespace ActorBroker.TestSupport;

/// <summary>The broker as its users run it: a process of its own, on a free port, with its data in a folder of the test's. Killed with the test if it lives so long.</summary>
public sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Dictionary<string, string> _welcome = [];
    private readonly TaskCompletionSource _serves = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts it, and returns once it serves.</summary>
    /// <param name="data">Its data directory.</param>
    /// <param name="options">Options of <c>start</c> besides.</param>
    /// <exception cref="InvalidOperationException">It ended before, or did not serve within <see cref="Tool.Limit"/>; the message holds what it printed.</exception>
    public ServerProcess(string data, params string[] options)
        : this(new ProcessStartInfo(ServerCommand.Program, ["start", "--kafka", "127.0.0.1:0", "--http", "127.0.0.1:0", "--data", data, .. options]))
    {
    }

    private ServerProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.OutputDataReceived += (_, line) => OnOutput(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        try
        {
            _serves.Task.WaitAsync(Tool.Limit).GetAwaiter().GetResult();
        }
        catch (Exception failure)
        {
            Dispose();
            throw new InvalidOperationException($"The broker did not start to serve. It printed:\n{Output}", failure);
        }
    }

    /// <summary>What it printed at its start, by name.</summary>
    public IReadOnlyDictionary<string, string> Welcome => _welcome;

    /// <summary>Where it serves Kafka's protocol.</summary>
    public string Address => _welcome["kafka"];

    /// <summary>Where it serves HTTP.</summary>
    public string HttpAddress => _welcome["http"];

    /// <summary>What it has printed so far, its log and its welcome.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts it in the background of a shell script, where signals of the keyboard are ignored; the shell's exit code is the broker's.</summary>
    /// <exception cref="InvalidOperationException">As for the constructor.</exception>
    public static ServerProcess InBackgroundOfScript(string data) => new(new ProcessStartInfo(
        "sh", ["-c", "\"$0\" start --kafka 127.0.0.1:0 --http off --data \"$1\" & echo \"  process   $!\"; wait $!", ServerCommand.Program, data]));

    /// <summary>Sends a signal, to the broker also where it runs in a shell.</summary>
    public void Signal(string name) =>
        Tool.Run("kill", [$"-{name}", _welcome.TryGetValue("process", out var process) ? process : $"{_process.Id}"]);

    /// <summary>Ends it without a word, as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Asks it to stop, as SIGTERM does, and gives its exit code.</summary>
    public int Stop()
    {
        Signal("TERM");
        return Exit();
    }

    /// <summary>Waits for its end, and gives its exit code.</summary>
    public int Exit()
    {
        Assert.True(_process.WaitForExit(Tool.Limit), $"The broker did not stop. It printed:\n{Output}");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Kills it where it still runs.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    /// <summary>A line of its output; null at the end of it.</summary>
    private void OnOutput(string? line)
    {
        Keep(line);
        if (line is null)
            _serves.TrySetException(new InvalidOperationException("It ended."));
        else if (!_serves.Task.IsCompleted && line.StartsWith("  ", StringComparison.Ordinal)
            && line.Trim().Split(' ', 2, StringSplitOptions.TrimEntries) is [var name, var value])
            Learn(name, value);
    }

    // The stop is the welcome's last line.
    private void Learn(string name, string value)
    {
        _welcome[name] = value;
        if (name == "stop")
            _serves.TrySetResult();
    }

    private void Keep(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
