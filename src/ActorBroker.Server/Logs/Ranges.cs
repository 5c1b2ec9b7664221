using System.Globalization;
using ActorBroker.Model;

namespace ActorBroker.Server.Logs;

/// <summary>Ranges of bytes and offsets, as people read them: from, two dots, the first one behind.</summary>
internal static class Ranges
{
    /// <summary>Null for no offset.</summary>
    public static long? Known(Offset offset) => offset == Offset.None ? null : offset.Value;

    /// <summary>The bytes, or the place where there are none.</summary>
    public static string OfBytes(long position, long count) =>
        string.Create(CultureInfo.InvariantCulture, $"{position}{(count > 0 ? $"..{position + count}" : "")}");

    /// <summary>The offsets; null where no record is concerned.</summary>
    public static string? OfOffsets(long? first, long? next) =>
        first is null ? null : string.Create(CultureInfo.InvariantCulture, $"{first}..{next}");
}
