using System.Diagnostics;

namespace ActorBroker.Compatibility.Tests.Support;

/// <summary>Another program that runs beside the test until the test ends it, and whose lines the test waits for.</summary>
internal sealed class ToolProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _name;
    private readonly Func<string, IEnumerable<string>> _translate;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private int _open = 2;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="tool">As for <see cref="Tool.Find"/>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that it sees besides this process's own; null for none.</param>
    /// <param name="translate">What to keep of each line, asked for one after the other; null for the line itself.</param>
    public ToolProcess(
        string tool, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, Func<string, IEnumerable<string>>? translate = null)
    {
        _translate = translate ?? (line => [line]);
        var start = new ProcessStartInfo(Tool.Find(tool)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _name = $"{tool} {string.Join(' ', start.ArgumentList)}";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>All that it has printed so far, line by line, as translated.</summary>
    public string[] Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    /// <summary>True once it has ended and all that it printed is there.</summary>
    private bool HasEnded
    {
        get
        {
            lock (_gate)
                return _open == 0;
        }
    }

    /// <summary>Ends with its next line, or with the end of its output.</summary>
    private Task More
    {
        get
        {
            lock (_gate)
                return _more.Task;
        }
    }

    /// <summary>Waits until its lines are such.</summary>
    /// <param name="isEnough">Asked whenever there are more.</param>
    /// <param name="what">What is waited for, for the message when it does not come within <see cref="Tool.Limit"/>.</param>
    public void Await(Predicate<string[]> isEnough, string what) => AwaitAny([this], () => isEnough(Lines), what);

    /// <summary>Waits until something is so that the lines of several tell.</summary>
    /// <param name="processes">Whose lines.</param>
    /// <param name="isEnough">Asked whenever one of them has more.</param>
    /// <param name="what">What is waited for, for the message when one of them ends before, or nothing more comes within <see cref="Tool.Limit"/>.</param>
    public static void AwaitAny(ToolProcess[] processes, Func<bool> isEnough, string what)
    {
        while (true)
        {
            Task[] more = [.. processes.Select(process => process.More)];
            var isAnyAtItsEnd = processes.Any(process => process.HasEnded);
            if (isEnough())
                return;
            if (isAnyAtItsEnd || Task.WaitAny(more, Tool.Limit) < 0)
                Assert.Fail($"Nothing came that leads to: {what}. What they printed:\n{string.Join('\n', processes.SelectMany(process => process.Lines.Prepend(process._name)))}");
        }
    }

    /// <summary>Asks it to end, as SIGTERM does, and waits until it has.</summary>
    public void Stop()
    {
        Tool.Run("kill", ["-TERM", $"{_process.Id}"]);
        Assert.True(_process.WaitForExit(Tool.Limit), $"{_name} did not stop. It printed:\n{string.Join('\n', Lines)}");
    }

    /// <summary>Ends it without a word, as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        Assert.True(_process.WaitForExit(Tool.Limit), $"{_name} could not be killed");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    /// <summary>A line of one of its two outputs; null at the end of that.</summary>
    private void Keep(string? line)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            if (line is null)
                _open--;
            else
                _lines.AddRange(_translate(line));
            (more, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        more.SetResult();
    }
}
