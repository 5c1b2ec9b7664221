using System.Text;
using System.Text.RegularExpressions;

namespace ActorBroker.Architecture.Tests.Seams;

/// <summary>One section of an <c>.editorconfig</c> in the top folder.</summary>
internal sealed class EditorConfigSection(string glob)
{
    private readonly Regex _pattern = ToRegex(glob);

    /// <summary>The text between the brackets.</summary>
    public string Glob { get; } = glob;

    /// <summary>The settings, by key; the last one of a key counts.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sections in the order of the file; what stands above the first is left out.</summary>
    public static IReadOnlyList<EditorConfigSection> Read(string text)
    {
        var sections = new List<EditorConfigSection>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith('[') && line.EndsWith(']'))
                sections.Add(new EditorConfigSection(line[1..^1]));
            else if (line.Length > 0 && line[0] is not ('#' or ';') && sections.Count > 0 && line.Split('=', 2) is [var key, var value])
                sections[^1].Settings[key.Trim()] = value.Trim();
        }

        return sections;
    }

    /// <summary>True when the section applies to a file, by its path relative to the top folder.</summary>
    public bool Matches(string path) => _pattern.IsMatch(path);

    // The glob language of editorconfig.org, without its number ranges, which no path of ours needs.
    private static Regex ToRegex(string glob)
    {
        var pattern = new StringBuilder(glob.Contains('/', StringComparison.Ordinal) ? "^" : "^(.*/)?");
        var text = glob.TrimStart('/');
        for (var index = 0; index < text.Length; index++)
        {
            pattern.Append(text[index] switch
            {
                '*' when index + 1 < text.Length && text[index + 1] == '*' => ".*",
                '*' => "[^/]*",
                '?' => "[^/]",
                '{' => "(",
                '}' => ")",
                ',' => "|",
                var other => Regex.Escape(other.ToString()),
            });
            if (text[index] == '*' && index + 1 < text.Length && text[index + 1] == '*')
                index++;
        }

        return new Regex(pattern.Append('$').ToString());
    }
}
