using System.Text.RegularExpressions;
using ActorBroker.Architecture.Tests.Sources;

namespace ActorBroker.Architecture.Tests.Docs;

/// <summary>Documents that send a reader to a file that is not there.</summary>
internal static partial class DocumentPaths
{
    /// <summary>
    /// Relative links of Markdown documents, and names of sources in code spans, that lead nowhere. A source may be named by the end of
    /// its path.
    /// </summary>
    public static IEnumerable<Finding> Find(SourceSet files)
    {
        foreach (var file in files.Files.Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal)))
        {
            var lines = file.Lines();
            for (var index = 0; index < lines.Length; index++)
            {
                foreach (var target in Link().Matches(lines[index]).Select(match => match.Groups[1].Value))
                {
                    if (!Exists(files, Resolve(file, target)))
                        yield return new(file.Path, index + 1, $"the link to {target} leads nowhere");
                }

                foreach (var source in Source().Matches(lines[index]).Select(match => match.Groups[1].Value))
                {
                    if (!files.Files.Any(other => EndsWithPath(other.Path, source)))
                        yield return new(file.Path, index + 1, $"there is no source {source}");
                }
            }
        }
    }

    private static string Resolve(SourceFile file, string target)
    {
        var names = new Stack<string>(file.Path.Split('/')[..^1]);
        foreach (var name in target.Split('/').Where(name => name is not ("." or "")))
        {
            if (name == ".." && names.Count > 0)
                names.Pop();
            else
                names.Push(name);
        }

        return string.Join('/', names.Reverse());
    }

    private static bool Exists(SourceSet files, string path) =>
        path.Length == 0 || files.Files.Any(file => file.Path == path || file.Path.StartsWith(path + "/", StringComparison.Ordinal));

    // "Log/Disk/ILogDisk.cs" names src/ActorBroker.Log/Disk/ILogDisk.cs.
    private static bool EndsWithPath(string path, string end) =>
        path.EndsWith(end, StringComparison.Ordinal) && (path.Length == end.Length || path[^(end.Length + 1)] is '/' or '.');

    // Not: addresses with a scheme, and places within the same document.
    [GeneratedRegex(@"\]\((?![a-z]+:)([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`([\w./-]+\.cs)`")]
    private static partial Regex Source();
}
