using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ActorBroker.Model;

namespace ActorBroker.Log.Segments;

/// <summary>A segment's file name: the base offset in 20 digits, then the kind of file, then perhaps a suffix of work in progress.</summary>
public readonly record struct SegmentFileName(Offset BaseOffset, string Kind, string Suffix)
{
    /// <summary>The batches.</summary>
    public const string Log = ".log";

    /// <summary>Offset to file position, sparse.</summary>
    public const string OffsetIndex = ".index";

    /// <summary>Largest timestamp so far to offset, sparse.</summary>
    public const string TimeIndex = ".timeindex";

    /// <summary>Aborted transactions.</summary>
    public const string TransactionIndex = ".txnindex";

    /// <summary>Producer state as it was at the offset of the name.</summary>
    public const string Snapshot = ".snapshot";

    /// <summary>Compaction is still writing this file: it is deleted at the next start.</summary>
    public const string Cleaned = ".cleaned";

    /// <summary>Compaction finished this file: it takes the place of what it covers, at the latest at the next start.</summary>
    public const string Swap = ".swap";

    private const int Digits = 20;

    /// <summary>The name of a finished file.</summary>
    public static string Of(Offset baseOffset, string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{baseOffset.Value:D20}{kind}");

    /// <summary>Reads a name; false for every other text.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SegmentFileName? name)
    {
        name = null;
        if (text.Length <= Digits || text[Digits] != '.'
            || !long.TryParse(text.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            return false;

        var suffixAt = text.IndexOf('.', Digits + 1);
        var kind = suffixAt < 0 ? text[Digits..] : text[Digits..suffixAt];
        name = new SegmentFileName(new Offset(offset), kind, suffixAt < 0 ? "" : text[suffixAt..]);
        return kind is Log or OffsetIndex or TimeIndex or TransactionIndex or Snapshot;
    }

    /// <inheritdoc />
    public override string ToString() => Of(BaseOffset, Kind) + Suffix;
}
