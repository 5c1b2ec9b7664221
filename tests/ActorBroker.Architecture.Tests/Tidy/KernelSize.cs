using ActorBroker.Architecture.Tests.Sources;

namespace ActorBroker.Architecture.Tests.Tidy;

/// <summary>
/// The limit on the kernel's core: actors, persistence and test kit, reference configuration included. Counted are lines of code: those
/// that are neither blank nor a comment, because documentation is no burden to who reads the code, but help.
/// </summary>
internal static class KernelSize
{
    private const int LinesMax = 14_000;

    private static readonly string[] Projects = ["Akka", "Akka.Persistence", "Akka.TestKit", "Akka.TestKit.Xunit2"];

    /// <summary>One finding, at the largest file, when the four projects together are larger than the limit.</summary>
    public static IEnumerable<Finding> Find(SourceSet files)
    {
        var counted = files.Files.Where(IsCounted).Select(file => (File: file, Lines: CodeLinesOf(file))).ToList();
        var lines = counted.Sum(pair => pair.Lines);
        if (lines > LinesMax)
            yield return new(counted.MaxBy(pair => pair.Lines).File.Path, 1, $"{string.Join(", ", Projects)} have {lines} lines of code, of at most {LinesMax} together");
    }

    private static bool IsCounted(SourceFile file) => Projects.Contains(file.Project) && (file.IsCSharp || IsHocon(file));

    private static bool IsHocon(SourceFile file) => file.Path.EndsWith(".conf", StringComparison.Ordinal);

    private static int CodeLinesOf(SourceFile file)
    {
        var comment = IsHocon(file) ? "#" : "//";
        return file.Lines().Select(line => line.Trim()).Count(line => line.Length > 0 && !line.StartsWith(comment, StringComparison.Ordinal));
    }
}
