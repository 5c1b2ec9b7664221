using System.Text.RegularExpressions;
using ActorBroker.Architecture.Tests.Sources;

namespace ActorBroker.Architecture.Tests.Tidy;

/// <summary>Words that say that something is not finished. A task may be left in the code only with the number of its issue.</summary>
internal static class BannedWords
{
    private const string OwnPath = "tests/ActorBroker.Architecture.Tests/Tidy/BannedWords.cs";

    private static readonly (Regex Pattern, Area Areas, string Advice)[] Words =
    [
        (Task("TODO"), Area.All, "do it, or name its issue: TODO #12"),
        (Task("FIXME"), Area.All, "fix it, or name its issue: FIXME #12"),
        (Task("HACK"), Area.All, "do it right, or name its issue: HACK #12"),
        (Task("XXX"), Area.All, "say what is the matter, or name its issue"),
        (Word("TBD"), Area.All, "decide, or leave it out"),
        (Word("NotImplementedException"), Area.All, "implement it, or do not declare it"),
        (Word("(?i:for now)"), Area.All, "say what holds, and what would change it"),

        // A message template's holes are called so in the kernel's logging.
        (Word("(?i:placeholder)"), Area.All & ~Area.Kernel, "put the real thing in its place"),
    ];

    /// <summary>Lines that hold a banned word, in code, comments and documents. This file, which lists them, is left out.</summary>
    public static IEnumerable<Finding> Find(SourceSet files)
    {
        foreach (var file in files.Files.Where(file => file.Path != OwnPath))
        {
            var words = Words.Where(word => (word.Areas & file.Area) != 0 && word.Pattern.IsMatch(file.Text)).ToList();
            if (words.Count == 0)
                continue;

            var lines = file.Lines();
            for (var index = 0; index < lines.Length; index++)
            {
                foreach (var (pattern, _, advice) in words)
                {
                    if (pattern.Match(lines[index]) is { Success: true } match)
                        yield return new(file.Path, index + 1, $"'{match.Value}': {advice}");
                }
            }
        }
    }

    private static Regex Word(string word) => new($@"\b{word}\b");

    private static Regex Task(string word) => new($@"\b{word}\b(?!\s*\(?#\d)");
}
