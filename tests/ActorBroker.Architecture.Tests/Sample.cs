using System.Text;
using ActorBroker.Architecture.Tests.Sources;

namespace ActorBroker.Architecture.Tests;

/// <summary>
/// A small repository in one text file, <c>Samples/RULE/NAME.sample</c>, with the findings that the rule has to make in it.
/// After a line of purpose, <c>=== path</c> begins a file and <c>=== expect</c> the findings, one per line, none in a good sample.
/// A line <c>@repeat N text</c> stands for N lines of that text.
/// </summary>
internal sealed record Sample(string Rule, string Name, SourceSet Files, IReadOnlyList<string> Expected)
{
    private const string Expect = "expect";
    private const string Repeat = "@repeat ";

    private static readonly string Folder =
        Path.Combine(Repository.Root, "tests", "ActorBroker.Architecture.Tests", "Samples");

    /// <summary>True for a sample in which the rule has nothing to find.</summary>
    public bool IsGood => Expected.Count == 0;

    /// <summary>All samples, as (rule, name).</summary>
    public static IEnumerable<(string Rule, string Name)> Names() =>
        Directory.EnumerateFiles(Folder, "*.sample", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileNameWithoutExtension(path)));

    /// <summary>Reads one sample.</summary>
    public static Sample Read(string rule, string name) =>
        Parse(rule, name, File.ReadAllText(Path.Combine(Folder, rule, name + ".sample")));

    /// <summary>Takes a sample apart.</summary>
    /// <exception cref="FormatException">It names no expectation.</exception>
    public static Sample Parse(string rule, string name, string text)
    {
        var parts = text.ReplaceLineEndings("\n").Split("\n=== ").Skip(1)
            .Select(part => part.Split('\n', 2))
            .ToDictionary(part => part[0].Trim(), part => part.Length > 1 ? part[1] : "");
        if (!parts.Remove(Expect, out var expected))
            throw new FormatException($"The sample {rule}/{name} has no part '=== {Expect}'.");

        var files = parts.Select(part => new SourceFile(part.Key, Expand(part.Value)));
        return new Sample(rule, name, new SourceSet(files), expected.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Expand(string text)
    {
        var expanded = new StringBuilder();
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            var isRepeated = line.StartsWith(Repeat, StringComparison.Ordinal);
            var words = line.Split(' ', 3);
            var count = isRepeated ? int.Parse(words[1]) : 1;
            for (var index = 0; index < count; index++)
                expanded.Append(isRepeated ? words[2] : line).Append('\n');
        }

        return expanded.ToString();
    }
}
