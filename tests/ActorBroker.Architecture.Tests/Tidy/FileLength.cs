using ActorBroker.Architecture.Tests.Sources;

namespace ActorBroker.Architecture.Tests.Tidy;

/// <summary>The limit on a source file's length.</summary>
internal static class FileLength
{
    private const int LinesMax = 400;

    /// <summary>Files longer than the limit.</summary>
    public static IEnumerable<Finding> Find(SourceSet files)
    {
        foreach (var file in files.CSharp)
        {
            var text = file.Text.TrimEnd();
            var lines = text.Count(character => character == '\n') + 1;
            if (lines > LinesMax)
                yield return new(file.Path, lines, $"the file has {lines} lines, of at most {LinesMax}; split it by responsibility");
        }
    }
}
