using System.Diagnostics;

namespace ActorBroker.TestSupport;

/// <summary>Finds and runs other programs.</summary>
public static class Tool
{
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
    /// <exception cref="InvalidOperationException">The program is absent, or ended with another exit code than 0; the message holds its error output.</exception>
    public static byte[] Run(string tool, IEnumerable<string> arguments, byte[]? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Find(tool) ?? throw new InvalidOperationException($"'{tool}' is not on this machine."))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        var error = process.StandardError.ReadToEndAsync();
        var copied = process.StandardOutput.BaseStream.CopyToAsync(output);
        process.StandardInput.BaseStream.Write(input ?? []);
        process.StandardInput.Close();
        copied.GetAwaiter().GetResult();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {error.GetAwaiter().GetResult()}");
        return output.ToArray();
    }
}
