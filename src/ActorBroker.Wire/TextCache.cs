using System.Text;

namespace ActorBroker.Wire;

/// <summary>
/// Strings that a connection sent before: topics and groups come again with every request, and need not be made anew. Holds a fixed number
/// of short ASCII strings; a newer one takes the place of an older one.
/// </summary>
/// <remarks>One thread at a time. At most 64 strings of 128 characters, 18 KiB.</remarks>
public sealed class TextCache
{
    private const int Places = 64;
    private const int BytesMax = 128;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>The string of these bytes, or null.</summary>
    internal string? Find(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BytesMax)
            return null;
        var text = _texts[PlaceOf(bytes)];
        return text is not null && text.Length == bytes.Length && Ascii.Equals(bytes, text) ? text : null;
    }

    /// <summary>Keeps a string for the next time, when it is one of those that are kept.</summary>
    internal void Keep(ReadOnlySpan<byte> bytes, string text)
    {
        if (bytes.Length <= BytesMax && Ascii.IsValid(bytes))
            _texts[PlaceOf(bytes)] = text;
    }

    // Ends and length tell names apart that differ by a number at the end, which is how topics are named.
    private static int PlaceOf(ReadOnlySpan<byte> bytes)
    {
        var hash = (uint)bytes.Length;
        foreach (var value in bytes[Math.Max(0, bytes.Length - 16)..])
            hash = (hash ^ value) * 16777619;
        return (int)(hash % Places);
    }
}
