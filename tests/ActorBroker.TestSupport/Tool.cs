using System.Diagnostics;
using System.Text;

namespace ActorBroker.TestSupport;

/// <summary>Finds and runs other programs.</summary>
public static class Tool
{
    /// <summary>How long a program may run before it is taken for hung: far beyond what any of them needs on a busy machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The full path of a program on PATH or, for a name that begins with <c>shared/</c>, in the shared folder; null when absent.</summary>
    public static string? Find(string tool)
    {
        if (tool.StartsWith("shared/", StringComparison.Ordinal))
        {
            var path = Repository.Shared is { } shared ? Path.Combine(shared, tool["shared/".Length..]) : null;
            return File.Exists(path) ? path : null;
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Runs a program to its end and gives its standard output as bytes.</summary>
    /// <param name="tool">As for <see cref="Find"/>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">Its standard input; null for none.</param>
    /// <param name="environment">Variables that it sees besides this process's own; null for none.</param>
    /// <exception cref="InvalidOperationException">
    /// The program is absent, ended with another exit code than 0, or did not end within <see cref="Limit"/> and was killed;
    /// the message holds its error output.
    /// </exception>
    public static byte[] Run(string tool, IEnumerable<string> arguments, byte[]? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] given = [.. arguments];
        var result = Try(tool, given, input, environment);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{tool} {string.Join(' ', given)} ended with {result.ExitCode}: {result.Error}\n{result.Output.Length} bytes of output, the last: {Tail(result.Output)}");
        }

        return result.Output;
    }

    /// <summary>Runs a program to its end, whatever exit code that is.</summary>
    /// <param name="tool">As for <see cref="Find"/>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">Its standard input; null for none.</param>
    /// <param name="environment">Variables that it sees besides this process's own; null for none.</param>
    /// <exception cref="InvalidOperationException">
    /// The program is absent, or did not end within <see cref="Limit"/> and was killed; the message holds its error output.
    /// </exception>
    public static ToolResult Try(string tool, IEnumerable<string> arguments, byte[]? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Find(tool) ?? throw new InvalidOperationException($"'{tool}' is not on this machine."), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        var error = process.StandardError.ReadToEndAsync();
        var copied = process.StandardOutput.BaseStream.CopyToAsync(output);
        var written = WriteAsync(process, input ?? []);
        var ended = process.WaitForExit(Limit);
        if (!ended)
            process.Kill(entireProcessTree: true);
        Task.WhenAll(copied, error, written).GetAwaiter().GetResult();
        if (!ended)
        {
            throw new InvalidOperationException(
                $"{tool} {string.Join(' ', start.ArgumentList)} did not end within {Limit.TotalMinutes} minutes: {error.Result}\n"
                + $"{output.Length} bytes of output, the last: {Tail(output.ToArray())}");
        }

        return new ToolResult(process.ExitCode, output.ToArray(), error.Result);
    }

    /// <summary>Writes the input and closes it; a program may end without having read all of it.</summary>
    private static async Task WriteAsync(Process process, byte[] input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The pipe is broken: the exit code and the output say why.
        }
    }

    private static string Tail(byte[] output) => Encoding.UTF8.GetString(output.AsSpan(Math.Max(0, output.Length - 2_000)));
}
