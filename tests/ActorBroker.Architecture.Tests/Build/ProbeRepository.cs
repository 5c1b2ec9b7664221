using System.Diagnostics;

namespace ActorBroker.Architecture.Tests.Build;

/// <summary>
/// A checkout in small, in a folder of its own: our build files as they are, and projects that hold nothing but references.
/// Evaluating its projects shows what the build files do; nothing is restored or built.
/// </summary>
internal sealed class ProbeRepository : IDisposable
{
    private static readonly string[] BuildFiles =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "tests/Directory.Build.props"];

    // Each item on a line of its own: kind, name, and what else a test asks for.
    private const string PrintTarget = """
          <Target Name="Print">
            <WriteLinesToFile File="$(PrintTo)" Overwrite="true" Lines="@(ProjectReference->'ProjectReference %(FullPath)')" />
            <WriteLinesToFile File="$(PrintTo)" Lines="@(PackageReference->'PackageReference %(Identity)')" />
            <WriteLinesToFile File="$(PrintTo)" Lines="@(PackageVersion->'PackageVersion %(Identity) %(Version)')" />
            <WriteLinesToFile File="$(PrintTo)" Lines="@(AdditionalFiles->'AdditionalFiles %(Filename)%(Extension)')" />
          </Target>
        """;

    private readonly TempDirectory _folder = new();

    public ProbeRepository()
    {
        foreach (var file in BuildFiles)
            Write(file, File.ReadAllText(Path.Combine(Repository.Root, file)));
    }

    /// <summary>Deletes the checkout.</summary>
    public void Dispose() => _folder.Dispose();

    /// <summary>Adds a project that references these Akka projects by the switch; returns its file.</summary>
    public string AddProject(string path, params string[] akkaReferences)
    {
        var items = akkaReferences.Select(name => $"""<AkkaReference Include="{name}" />""");
        return Write(path, $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{string.Concat(items)}</ItemGroup>{PrintTarget}</Project>""");
    }

    /// <summary>The items of projects, each evaluated with properties of its own, by one process: a list of lines for each.</summary>
    public IReadOnlyList<string[]> Evaluate(IReadOnlyList<(string Project, string Properties)> evaluations)
    {
        var calls = evaluations.Select((evaluation, index) =>
            $"""<MSBuild Projects="{evaluation.Project}" Targets="Print" Properties="PrintTo={ResultOf(index)};{evaluation.Properties}" />""");
        var all = Write("all.proj", $"""<Project><Target Name="Print">{string.Concat(calls)}</Target></Project>""");

        var (exitCode, output) = RunMsBuild([all, "-t:Print"]);

        if (exitCode != 0)
            throw new InvalidOperationException($"The evaluation ended with {exitCode}: {output}");
        return [.. evaluations.Select((_, index) => File.ReadAllLines(ResultOf(index)))];
    }

    /// <summary>Runs <c>dotnet msbuild</c>; gives its exit code, and what it wrote on both streams.</summary>
    public static (int ExitCode, string Output) RunMsBuild(IEnumerable<string> arguments)
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
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Tool.Limit))
            process.Kill(entireProcessTree: true);
        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }

    private string ResultOf(int index) => Path.Combine(_folder.Path, $"result-{index}.txt");

    private string Write(string path, string text)
    {
        var file = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
