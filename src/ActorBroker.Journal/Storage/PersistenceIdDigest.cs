using System.Buffers;
using System.Text;
using ActorBroker.Log.Compaction;

namespace ActorBroker.Journal.Storage;

/// <summary>
/// Stands for a persistence id in an index: 16 bytes instead of the text. That two ids have one digest is as good as impossible (a billion ids hold such a
/// pair with probability 10^-21), and what is read is compared with the whole id besides.
/// </summary>
internal static class PersistenceIdDigest
{
    /// <summary>Fixed, because digests are stored.</summary>
    private static readonly UInt128 Seed = new(0x6a6f75726e616c2e, 0x70657273697374);

    private const int StackBytesMax = 256;

    public static UInt128 Of(ReadOnlySpan<byte> utf8) => KeyDigest.Of(Seed, utf8);

    public static UInt128 Of(string persistenceId)
    {
        var bytesMax = Encoding.UTF8.GetMaxByteCount(persistenceId.Length);
        var rented = bytesMax > StackBytesMax ? ArrayPool<byte>.Shared.Rent(bytesMax) : null;
        var bytes = rented ?? stackalloc byte[StackBytesMax];
        var digest = Of(bytes[..Encoding.UTF8.GetBytes(persistenceId, bytes)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return digest;
    }

    /// <summary>True when these bytes are the id's.</summary>
    public static bool IsSame(ReadOnlySpan<byte> utf8, string persistenceId) =>
        utf8.Length <= Encoding.UTF8.GetMaxByteCount(persistenceId.Length) && Encoding.UTF8.GetString(utf8) == persistenceId;
}
