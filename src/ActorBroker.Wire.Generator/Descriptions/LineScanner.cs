using System.Globalization;

namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>Takes one line of a description apart, from left to right.</summary>
internal sealed class LineScanner(string text, int line)
{
    private int _column;

    /// <summary>Where the next thing begins.</summary>
    public SourcePlace Here
    {
        get
        {
            SkipSpaces();
            return new SourcePlace(line, _column);
        }
    }

    public bool IsAtEnd
    {
        get
        {
            SkipSpaces();
            return _column == text.Length;
        }
    }

    /// <summary>True, and past it, when the next characters are these.</summary>
    public bool TryTake(string expected)
    {
        SkipSpaces();
        if (string.CompareOrdinal(text, _column, expected, 0, expected.Length) != 0)
            return false;
        _column += expected.Length;
        return true;
    }

    public void Take(string expected)
    {
        var place = Here;
        if (!TryTake(expected))
            throw new DescriptionException(place, $"'{expected}' is missing here");
    }

    /// <summary>A name: a letter, then letters and digits.</summary>
    public string TakeName(string what)
    {
        var place = Here;
        var start = _column;
        while (_column < text.Length && char.IsLetterOrDigit(text[_column]))
            _column++;
        if (start == _column || !char.IsLetter(text[start]))
            throw new DescriptionException(place, $"{what} is missing here");
        return text.Substring(start, _column - start);
    }

    /// <summary>All up to the next space.</summary>
    public string TakeLiteral(string what)
    {
        var place = Here;
        var start = _column;
        while (_column < text.Length && text[_column] != ' ')
            _column++;
        return start < _column ? text.Substring(start, _column - start) : throw new DescriptionException(place, $"{what} is missing here");
    }

    public int TakeNumber(string what)
    {
        var place = Here;
        var start = _column;
        while (_column < text.Length && text[_column] is >= '0' and <= '9')
            _column++;
        return int.TryParse(text.Substring(start, _column - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= short.MaxValue
            ? number
            : throw new DescriptionException(place, $"{what} is missing here: a number up to {short.MaxValue}");
    }

    /// <summary><c>7</c>, <c>3-13</c> or <c>9+</c>.</summary>
    public VersionRange TakeVersions()
    {
        var place = Here;
        var first = TakeNumber("a version");
        if (TryTake("+"))
            return new VersionRange(first, VersionRange.Open);
        if (!TryTake("-"))
            return new VersionRange(first, first);

        var last = TakeNumber("the last version");
        return first <= last
            ? new VersionRange(first, last)
            : throw new DescriptionException(place, $"version {first} comes after version {last}");
    }

    public bool StartsWithDigit()
    {
        SkipSpaces();
        return _column < text.Length && text[_column] is >= '0' and <= '9';
    }

    /// <summary>All that is left of the line, without the spaces around it.</summary>
    public string TakeRest()
    {
        SkipSpaces();
        var rest = text.Substring(_column).TrimEnd();
        _column = text.Length;
        return rest;
    }

    private void SkipSpaces()
    {
        while (_column < text.Length && text[_column] == ' ')
            _column++;
    }
}
