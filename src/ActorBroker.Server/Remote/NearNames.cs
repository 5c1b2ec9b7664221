namespace ActorBroker.Server.Remote;

/// <summary>The names that a mistyped one may have been meant for.</summary>
internal static class NearNames
{
    private const int NamesMax = 3;

    /// <summary>Those that differ in few letters or in case, the nearest first, at most three.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> candidates) =>
        [.. candidates
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(near => near.Distance <= Math.Max(1, name.Length / 4))
            .OrderBy(near => near.Distance).ThenBy(near => near.Name, StringComparer.Ordinal)
            .Select(near => near.Name)
            .Take(NamesMax)];

    /// <summary>The question for the user; null when no name is near.</summary>
    public static string? Question(string name, IEnumerable<string> candidates) =>
        Of(name, candidates) is { Count: > 0 } near ? $"Did you mean {string.Join(" or ", near.Select(candidate => $"'{candidate}'"))}?" : null;

    // Levenshtein's: letters to insert, delete or replace.
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
