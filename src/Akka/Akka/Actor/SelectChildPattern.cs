namespace Akka.Actor;

/// <summary>To all children whose names fit a pattern of <c>*</c> and <c>?</c>.</summary>
public class SelectChildPattern(string patternStr) : SelectionPathElement
{
    public string PatternStr { get; } = patternStr;

    public override bool Equals(object? obj) => obj is SelectChildPattern other && PatternStr == other.PatternStr;

    public override int GetHashCode() => PatternStr.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => PatternStr;
}
