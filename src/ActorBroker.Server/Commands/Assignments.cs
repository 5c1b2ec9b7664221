namespace ActorBroker.Server.Commands;

/// <summary>Entries that a user writes as <c>KEY=VALUE</c>.</summary>
internal static class Assignments
{
    /// <summary>Splits them at the first <c>=</c>.</summary>
    /// <exception cref="UsageException">One has none, or nothing before it.</exception>
    public static IReadOnlyList<(string Key, string Value)> Parse(string option, IEnumerable<string>? texts) =>
        [.. (texts ?? []).Select(text => text.Split('=', 2) is [{ Length: > 0 } key, var value]
            ? (key.Trim(), value)
            : throw new UsageException($"{option}: '{text}' is not KEY=VALUE."))];
}
