using System.Text.RegularExpressions;
using Akka.Actor;

namespace Akka.TestKit.Internal.StringMatcher;

/// <summary>A matcher made of a condition.</summary>
public class PredicateMatcher(Predicate<string> predicate, string hint = "") : IStringMatcher
{
    public bool IsMatch(string s) => predicate(s);

    public override string ToString() => hint.Length > 0 ? hint : "fulfils a condition";

    /// <summary>Matches what equals, begins with or contains the given text, whichever is given first; null when none is: everything.</summary>
    internal static IStringMatcher? For(string? message, string? start, string? contains) =>
        message is not null ? new PredicateMatcher(text => text == message, $"equals \"{message}\"")
        : start is not null ? new PredicateMatcher(text => text.StartsWith(start, StringComparison.Ordinal), $"starts with \"{start}\"")
        : contains is not null ? new PredicateMatcher(text => text.Contains(contains, StringComparison.Ordinal), $"contains \"{contains}\"")
        : null;

    internal static IStringMatcher For(Regex pattern) => new PredicateMatcher(pattern.IsMatch, $"matches \"{pattern}\"");

    /// <summary>Matches a source by its text, or, when it begins with <c>/</c>, by an actor's path without the address; null matches everything.</summary>
    internal static IStringMatcher? ForSource(string? source) => source is null ? null : new PredicateMatcher(
        text => text == source || (source.StartsWith('/') && ActorPath.TryParse(text, out var path) && path!.ToStringWithoutAddress() == source),
        $"equals \"{source}\"");
}
