namespace ActorBroker.Architecture.Tests.Sources;

/// <summary>The files that a rule judges together.</summary>
internal sealed class SourceSet(IEnumerable<SourceFile> files)
{
    private static readonly Lazy<SourceSet> RepositoryFiles = new(ReadRepository);

    private static readonly string[] FoldersLeftOut =
        [".git", ".vs", ".idea", "artifacts", "bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static readonly string[] Extensions =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".md", ".conf", ".ps1", ".editorconfig", ".globalconfig", ".ruleset"];

    private static readonly string[] NamesWithoutExtension = ["/.ci/run", "/LICENSE"];

    /// <summary>Every text file of this checkout that is ours: no build output, no generated source.</summary>
    public static SourceSet Repository => RepositoryFiles.Value;

    /// <summary>All files, in ordinal order of their paths.</summary>
    public IReadOnlyList<SourceFile> Files { get; } = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>The C# sources.</summary>
    public IEnumerable<SourceFile> CSharp => Files.Where(file => file.IsCSharp);

    /// <summary>The project files.</summary>
    public IEnumerable<SourceFile> Projects => Files.Where(file => file.IsProject);

    /// <summary>The file of this path, or null.</summary>
    public SourceFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);

    /// <summary>The files that lie in one of these areas.</summary>
    public SourceSet In(Area areas) => new(Files.Where(file => (file.Area & areas) != 0));

    private static SourceSet ReadRepository() =>
        new(PathsBelow(TestSupport.Repository.Root).Select(path => new SourceFile(
            Path.GetRelativePath(TestSupport.Repository.Root, path).Replace('\\', '/'),
            File.ReadAllText(path))));

    private static IEnumerable<string> PathsBelow(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder).Where(IsOurs))
            yield return path;
        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            if (FoldersLeftOut.Contains(Path.GetFileName(inner)))
                continue;
            foreach (var path in PathsBelow(inner))
                yield return path;
        }
    }

    private static bool IsOurs(string path) =>
        !path.EndsWith(".g.cs", StringComparison.Ordinal)
        && (Extensions.Contains(Path.GetExtension(path))
            || NamesWithoutExtension.Any(name => path.Replace('\\', '/').EndsWith(name, StringComparison.Ordinal)));
}
