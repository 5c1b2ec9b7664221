using System.Diagnostics.CodeAnalysis;

namespace Akka.Configuration.Hocon;

/// <summary>
/// Reads <c>include</c> statements: <c>include "name"</c>, <c>include file("name")</c>, <c>include classpath("name")</c> (an
/// embedded resource) and each of them within <c>required( )</c>. What is missing and not required is empty.
/// </summary>
/// <param name="callback">Answers a plain <c>include "name"</c>; null to look for a file, then for a resource.</param>
/// <param name="directory">Where relative files are looked for: the including file's folder.</param>
internal sealed class IncludeReader(Func<string, HoconRoot?>? callback, string directory)
{
    private const string Keyword = "include";

    /// <summary>Reads the include statement that begins here; false, with the cursor unmoved, if there is none.</summary>
    /// <param name="cursor">At the beginning of a field.</param>
    /// <param name="scope">The keys under which the included fields come to lie.</param>
    /// <param name="included">A tree of its own, that the caller may change.</param>
    public bool TryRead(TextCursor cursor, string[] scope, [NotNullWhen(true)] out ObjectNode? included)
    {
        included = null;
        if (!IsInclude(cursor))
            return false;

        var origin = cursor.Here;
        cursor.Advance(Keyword.Length);
        cursor.TakeBlanks();
        var isRequired = TryOpen(cursor, "required");
        var find = ReadKind(cursor);
        var name = ReadName(cursor, isPlain: find is null);
        if (isRequired)
            CloseParenthesis(cursor);

        var found = (find ?? FindPlain)(name);
        if (found is null && isRequired)
            throw origin.Error($"expected the required include '{name}', which does not exist");
        included = found is null ? new ObjectNode(origin) : IncludedTree.Relocate(found, scope);
        return true;
    }

    // A key may be called include; only the keyword is followed by a quote or by one of the forms.
    private static bool IsInclude(TextCursor cursor) =>
        cursor.Ahead(Keyword) && IsNamed(cursor.Rest(Keyword.Length));

    private static bool IsNamed(ReadOnlySpan<char> behindKeyword)
    {
        var rest = behindKeyword.TrimStart(" \t");
        if (rest.StartsWith('"'))
            return true;

        var form = rest[..Math.Max(rest.IndexOf('('), 0)];
        return rest.Length < behindKeyword.Length && form is "required" or "file" or "classpath" or "resource" or "url";
    }

    private Func<string, ObjectNode?>? ReadKind(TextCursor cursor)
    {
        if (TryOpen(cursor, "file"))
            return FindFile;
        if (TryOpen(cursor, "classpath") || TryOpen(cursor, "resource"))
            return name => IncludedSources.FindResource(name)?.Parse(callback);
        return cursor.Ahead("url(") ? throw cursor.Expected("a file or a resource to include") : null;
    }

    private ObjectNode? FindFile(string name) => IncludedSources.FindFile(directory, name)?.Parse(callback);

    private ObjectNode? FindPlain(string name) =>
        callback is null
            ? FindFile(name) ?? IncludedSources.FindResource(name)?.Parse(callback)
            : IncludeChain.Within(name, () => callback(name))?.Node;

    private static string ReadName(TextCursor cursor, bool isPlain)
    {
        cursor.TakeBlanks();
        if (cursor.Current != '"')
            throw cursor.Expected("the quoted name of what to include");

        var name = LiteralReader.ReadQuoted(cursor);
        if (!isPlain)
            CloseParenthesis(cursor);
        return name;
    }

    private static bool TryOpen(TextCursor cursor, string form) => cursor.TryTake(form + "(");

    private static void CloseParenthesis(TextCursor cursor)
    {
        cursor.TakeBlanks();
        if (!cursor.TryTake(")"))
            throw cursor.Expected("')'");
    }
}
