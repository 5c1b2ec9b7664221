using System.Diagnostics;
using System.Text;

namespace ActorBroker.Compatibility.Tests.Support;

/// <summary>The broker as its users run it: a process of its own, on a free port, with its data in a folder of the test's.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _address = new();

    /// <summary>Starts it, and returns once it serves.</summary>
    /// <exception cref="InvalidOperationException">It ended before, or did not serve within <see cref="Tool.Limit"/>; the message holds what it printed.</exception>
    public ServerProcess(string data, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "ActorBroker.Server", "release", "actorbroker.dll");
        foreach (var argument in (string[])[program, "start", "--data", data, "--kafka", "127.0.0.1:0", .. options])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.OutputDataReceived += (_, line) => OnOutput(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        try
        {
            Address = _address.Task.WaitAsync(Tool.Limit).GetAwaiter().GetResult();
        }
        catch (Exception failure)
        {
            Dispose();
            throw new InvalidOperationException($"The broker did not start to serve. It printed:\n{Output}", failure);
        }
    }

    /// <summary>Where it serves Kafka's protocol.</summary>
    public string Address { get; }

    /// <summary>What it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Ends it without a word, as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Asks it to stop, as SIGTERM does, and gives its exit code.</summary>
    public int Stop()
    {
        Tool.Run("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        Assert.True(_process.WaitForExit(Tool.Limit), $"The broker did not stop. It printed:\n{Output}");
        return _process.ExitCode;
    }

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
            _address.TrySetException(new InvalidOperationException("It ended."));
        else if (line.TrimStart().StartsWith("kafka ", StringComparison.Ordinal))
            _address.TrySetResult(line.Trim()["kafka ".Length..].Trim());
    }

    private void Keep(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
