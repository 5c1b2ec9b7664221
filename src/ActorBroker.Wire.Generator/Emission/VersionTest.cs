using ActorBroker.Wire.Generator.Descriptions;

namespace ActorBroker.Wire.Generator.Emission;

/// <summary>C# conditions on the variable <c>version</c>.</summary>
internal static class VersionTest
{
    /// <summary>True in the versions of <paramref name="range"/>; null when that is all of <paramref name="within"/>.</summary>
    public static string? In(VersionRange range, VersionRange within)
    {
        if (range.Covers(within))
            return null;
        return range.IsEmpty ? "false"
            : range.First == range.Last ? $"version == {range.First}"
            : range.First <= within.First ? $"version <= {range.Last}"
            : range.Last >= within.Last ? $"version >= {range.First}"
            : $"version is >= {range.First} and <= {range.Last}";
    }

    /// <summary>True outside of them.</summary>
    public static string Outside(VersionRange range, VersionRange within) =>
        range.First == range.Last ? $"version != {range.First}"
        : range.First <= within.First ? $"version > {range.Last}"
        : range.Last >= within.Last ? $"version < {range.First}"
        : $"version is < {range.First} or > {range.Last}";

    /// <summary>Both conditions, of which either may be null for "always".</summary>
    public static string? Both(string? left, string? right) =>
        left is null ? right : right is null ? left : $"{left} && {right}";
}
