using System.Diagnostics;

namespace ActorBroker.Server.Tests.Support;

/// <summary>A <c>consume</c> that runs on, and the lines that it printed so far. Killed with the test if it lives so long.</summary>
internal sealed class RunningConsumer : IDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<string> _errors = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waiting = [];

    public RunningConsumer(RunningBroker broker, params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(ServerCommand.Program, ["consume", .. arguments, "--brokers", broker.Address])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) => Take(_lines, line.Data);
        _process.ErrorDataReceived += (_, line) => Take(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The records so far.</summary>
    public string[] Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    /// <summary>Ends once the newest assignment names so many partitions.</summary>
    public Task AssignedAsync(int partitions) => UntilAsync(
        () => _errors.FindLast(line => line.StartsWith("Assigned:", StringComparison.Ordinal)) is { } line && line.Split(' ').Length - 1 == partitions,
        $"an assignment of {partitions} partitions");

    /// <summary>Ends once so many records were printed.</summary>
    public Task PrintedAsync(int count) => UntilAsync(() => _lines.Count >= count, $"{count} records");

    /// <summary>Asks it to end as Ctrl-C does, and gives its exit code.</summary>
    public int Interrupt()
    {
        Tool.Run("kill", ["-INT", $"{_process.Id}"]);
        Assert.True(_process.WaitForExit(Tool.Limit), "The consumer did not end after SIGINT.");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task UntilAsync(Func<bool> condition, string what)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((condition, met));
            Check();
        }

        try
        {
            await met.Task.WaitAsync(Tool.Limit);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The consumer did not come to {what}. It has {Lines.Length} records, and said:\n{string.Join('\n', _errors)}");
        }
    }

    private void Take(List<string> target, string? line)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            target.Add(line);
            Check();
        }
    }

    private void Check()
    {
        foreach (var (condition, met) in _waiting)
        {
            if (condition())
                met.TrySetResult();
        }
    }
}
