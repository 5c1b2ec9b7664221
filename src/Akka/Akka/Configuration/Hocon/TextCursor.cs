using System.Buffers;

namespace Akka.Configuration.Hocon;

/// <summary>A position in a configuration text that knows its line and column.</summary>
internal sealed class TextCursor(string text, string source)
{
    // A backslash, too, must be quoted; '+' only ends a text where it begins "+=".
    private const string Reserved = "$\"{}[]:=,#`^?!@*&\\";
    private static readonly SearchValues<char> ReservedCharacters = SearchValues.Create(Reserved);

    private int _position;
    private int _line = 1;
    private int _lineStart;

    public bool AtEnd => _position >= text.Length;

    /// <summary>The character here; NUL at the end.</summary>
    public char Current => AtEnd ? '\0' : text[_position];

    public Origin Here => new(source, _line, _position - _lineStart + 1);

    public bool Ahead(string expected) => string.CompareOrdinal(text, _position, expected, 0, expected.Length) == 0;

    /// <summary>The text from so many characters ahead to the end.</summary>
    public ReadOnlySpan<char> Rest(int ahead) => text.AsSpan(_position + ahead);

    public void Advance(int count = 1)
    {
        for (; count > 0 && !AtEnd; count--)
        {
            if (text[_position++] != '\n')
                continue;
            _line++;
            _lineStart = _position;
        }
    }

    /// <summary>The text from here up to the first character for which the condition fails; the cursor moves behind it.</summary>
    public string TakeWhile(Func<char, bool> condition)
    {
        var start = _position;
        while (!AtEnd && condition(Current))
            Advance();
        return text[start.._position];
    }

    /// <summary>Takes the expected text if it is here.</summary>
    public bool TryTake(string expected)
    {
        if (!Ahead(expected))
            return false;
        Advance(expected.Length);
        return true;
    }

    /// <summary>Blanks on this line. A byte order mark counts as one, as the specification says.</summary>
    public string TakeBlanks() => TakeWhile(IsBlank);

    /// <summary>Passes blanks, comments and line ends; true if a line ended.</summary>
    public bool SkipToContent()
    {
        var line = _line;
        while (true)
        {
            TakeBlanks();
            if (AtComment)
                TakeWhile(c => c != '\n');
            if (Current != '\n')
                return _line != line;
            Advance();
        }
    }

    public bool AtComment => Current == '#' || Ahead("//");

    /// <summary>Whether an unquoted text may begin or go on here.</summary>
    public bool AtUnquoted => !AtEnd && !AtComment && !char.IsWhiteSpace(Current) && Current != '\uFEFF'
        && !ReservedCharacters.Contains(Current) && !Ahead("+=");

    public ConfigurationException Expected(string what) => Here.Error($"expected {what}, found {Found()}");

    private static bool IsBlank(char c) => c != '\n' && (char.IsWhiteSpace(c) || c == '\uFEFF');

    private string Found() => Current switch
    {
        _ when AtEnd => "the end of the text",
        '\n' => "the end of the line",
        var c when char.IsControl(c) => $"the control character U+{(int)c:X4}",
        var c => $"'{c}'",
    };
}
