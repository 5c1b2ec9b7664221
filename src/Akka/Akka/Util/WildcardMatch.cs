namespace Akka.Util;

/// <summary>Matches text against a pattern in which <c>*</c> stands for any text and <c>?</c> for any one character.</summary>
public static class WildcardMatch
{
    /// <summary>Linear in the text for each <c>*</c> of the pattern: a pattern from a peer cannot make it backtrack exponentially.</summary>
    public static bool Like(string text, string pattern, bool caseSensitive = false)
    {
        var comparison = caseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var (at, position, star, resume) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (position < pattern.Length && pattern[position] == '*')
            {
                star = position++;
                resume = at;
            }
            else if (position < pattern.Length && MatchesOne(text, at, pattern, position, comparison))
            {
                at++;
                position++;
            }
            else if (star >= 0)
            {
                position = star + 1;
                at = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (position < pattern.Length && pattern[position] == '*')
            position++;
        return position == pattern.Length;
    }

    private static bool MatchesOne(string text, int at, string pattern, int position, StringComparison comparison) =>
        pattern[position] == '?' || text.AsSpan(at, 1).Equals(pattern.AsSpan(position, 1), comparison);
}
