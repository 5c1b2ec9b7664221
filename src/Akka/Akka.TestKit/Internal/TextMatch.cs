using System.Text.RegularExpressions;
using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>What a text must be, and the same in words; the default is any text.</summary>
internal readonly record struct TextMatch(Predicate<string>? Condition, string Words)
{
    /// <summary>By the first that is given.</summary>
    public static TextMatch Of(string? whole, string? start, string? part) =>
        whole is not null ? new(text => text == whole, $" whose message equals \"{whole}\"")
        : start is not null ? new(text => text.StartsWith(start, StringComparison.Ordinal), $" whose message starts with \"{start}\"")
        : part is not null ? new(text => text.Contains(part, StringComparison.Ordinal), $" whose message contains \"{part}\"")
        : default;

    public static TextMatch Of(Regex pattern) => new(pattern.IsMatch, $" whose message matches \"{pattern}\"");

    /// <summary>A source by its text or, when that begins with <c>/</c>, by an actor's path without the address.</summary>
    public static TextMatch OfSource(string? source) => source is null ? default : new(
        text => text == source || (source.StartsWith('/') && ActorPath.TryParse(text, out var path) && path!.ToStringWithoutAddress() == source),
        $" whose source equals \"{source}\"");

    public bool Fits(object? text) => Condition?.Invoke(text?.ToString() ?? "") != false;
}
