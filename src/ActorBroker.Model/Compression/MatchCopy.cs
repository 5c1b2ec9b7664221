using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActorBroker.Model.Compression;

/// <summary>Copies within a decoder's window. The wide ones go in steps of 16 bytes and may write over what follows.</summary>
internal static class MatchCopy
{
    /// <summary>How many bytes behind its end a wide copy may read and write: the caller makes sure that they are there.</summary>
    public const int SlackBytes = 16;

    /// <summary>Copies at least <paramref name="count"/> bytes that do not overlap, or whose source is 16 bytes or more behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyWide(ref byte source, ref byte destination, int count)
    {
        var done = 0;
        do
        {
            Step(ref Unsafe.Add(ref source, done), ref Unsafe.Add(ref destination, done));
            done += SlackBytes;
        }
        while (done < count);
    }

    /// <summary>Repeats what lies <paramref name="distance"/> bytes before the destination; both numbers are 1 and up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RepeatWide(ref byte destination, int distance, int length)
    {
        Debug.Assert(distance > 0 && length > 0);
        ref var source = ref Unsafe.Subtract(ref destination, distance);
        if (distance >= SlackBytes)
            CopyWide(ref source, ref destination, length);
        else
            RepeatPattern(ref source, ref destination, distance, length);
    }

    /// <summary>
    /// Fills the rest of <paramref name="bytes"/> from <paramref name="end"/> on with a repetition of what lies
    /// <paramref name="distance"/> bytes before; writes nothing else.
    /// </summary>
    public static void Repeat(Span<byte> bytes, int end, int distance)
    {
        var source = end - distance;
        while (end < bytes.Length)
        {
            var count = Math.Min(end - source, bytes.Length - end);
            bytes.Slice(source, count).CopyTo(bytes[end..]);
            end += count;
        }
    }

    /// <summary>Each step doubles the length of the pattern that lies before the destination, until a wide copy can go on.</summary>
    private static void RepeatPattern(ref byte source, ref byte destination, int distance, int length)
    {
        do
        {
            Step(ref source, ref destination);
            destination = ref Unsafe.Add(ref destination, distance);
            length -= distance;
            if (length <= 0)
                return;

            distance *= 2;
        }
        while (distance < SlackBytes);

        CopyWide(ref source, ref destination, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ref byte source, ref byte destination) =>
        Unsafe.WriteUnaligned(ref destination, Unsafe.ReadUnaligned<Vector128<byte>>(ref source));
}
