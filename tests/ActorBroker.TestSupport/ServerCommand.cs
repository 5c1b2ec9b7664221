using System.Diagnostics;

namespace ActorBroker.TestSupport;

/// <summary>The built executable <c>actorbroker</c>, run to its end.</summary>
/// <remarks>A test project that uses it references <c>ActorBroker.Server</c>, so that it is built before.</remarks>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Output">What it wrote to the standard output.</param>
/// <param name="Errors">What it wrote to the standard error.</param>
public sealed record ServerCommand(int ExitCode, string Output, string Errors)
{
    /// <summary>The executable, built in the configuration in which the tests were.</summary>
    public static string Program { get; } = Path.Join(
        Repository.Root, "artifacts", "bin", "ActorBroker.Server", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "actorbroker");

    /// <summary>Runs it with these arguments.</summary>
    /// <exception cref="InvalidOperationException">It did not end within <see cref="Tool.Limit"/> and was killed.</exception>
    public static ServerCommand Run(params string[] arguments) => Run(arguments, "");

    /// <summary>Runs it with these arguments, a standard input, and variables that it sees besides this process's own.</summary>
    /// <exception cref="InvalidOperationException">As for the arguments alone.</exception>
    public static ServerCommand Run(IEnumerable<string> arguments, string input, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var ended = process.WaitForExit(Tool.Limit);
        if (!ended)
            process.Kill(entireProcessTree: true);
        Task.WhenAll(output, errors).GetAwaiter().GetResult();
        return ended
            ? new ServerCommand(process.ExitCode, output.Result, errors.Result)
            : throw new InvalidOperationException($"actorbroker {string.Join(' ', start.ArgumentList)} did not end. It printed:\n{output.Result}\n{errors.Result}");
    }
}
