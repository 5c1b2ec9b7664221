using System.Diagnostics;
using System.Text.Json;

namespace ActorBroker.Architecture.Tests.Build;

/// <summary>
/// A checkout in small, in a folder of its own: our build files as they are, and projects that hold nothing but references.
/// Evaluating its projects shows what the build files do; nothing is restored or built.
/// </summary>
public sealed class ProbeRepository : IDisposable
{
    private static readonly string[] BuildFiles =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "tests/Directory.Build.props"];

    private readonly TempDirectory _folder = new();

    public ProbeRepository()
    {
        foreach (var file in BuildFiles)
            Write(file, File.ReadAllText(Path.Combine(Repository.Root, file)));
    }

    /// <summary>Deletes the checkout.</summary>
    public void Dispose() => _folder.Dispose();

    /// <summary>Adds a project that references these Akka projects by the switch; returns its path.</summary>
    public string AddProject(string path, params string[] akkaReferences)
    {
        var items = akkaReferences.Select(name => $"""<AkkaReference Include="{name}" />""");
        return Write(path, $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{string.Concat(items)}</ItemGroup></Project>""");
    }

    /// <summary>The items of a project, evaluated with these arguments: per kind of item the metadata of each.</summary>
    internal static Dictionary<string, List<Dictionary<string, string>>> Evaluate(string project, string kinds, params string[] arguments)
    {
        var (exitCode, output) = RunMsBuild([project, $"-getItem:{kinds}", .. arguments]);
        if (exitCode != 0)
            throw new InvalidOperationException($"Evaluating {project} ended with {exitCode}: {output}");
        return JsonSerializer.Deserialize<EvaluatedItems>(output)!.Items;
    }

    /// <summary>Runs <c>dotnet msbuild</c>; gives its exit code, and what it wrote on both streams.</summary>
    internal static (int ExitCode, string Output) RunMsBuild(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", "-nologo", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A build of the packages runtime that runs this test must not hand its choice on.
        start.Environment.Remove("AkkaRuntime");
        start.Environment.Remove("AkkaVersion");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    private string Write(string path, string text)
    {
        var file = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    private sealed record EvaluatedItems(Dictionary<string, List<Dictionary<string, string>>> Items);
}
