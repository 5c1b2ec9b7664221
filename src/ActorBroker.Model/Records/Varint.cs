using System.Runtime.CompilerServices;

namespace ActorBroker.Model.Records;

/// <summary>
/// Numbers of variable length inside records: zigzag, seven bits to a byte, lowest first, the high bit set on all bytes but the last.
/// </summary>
/// <remarks>
/// A reader takes at most 5 bytes for 32 bits and 10 for 64, and refuses bits that do not fit. Padding with zero bits is accepted,
/// as Kafka accepts it.
/// </remarks>
internal static class Varint
{
    public const int MaxBytes32 = 5;
    public const int MaxBytes64 = 10;

    /// <summary>
    /// Reads the number at <paramref name="at"/> and moves behind it; looks at no byte from <paramref name="end"/> on.
    /// False when the number runs into the end or is too long; <paramref name="at"/> then stays.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadInt32(ref byte start, ref nint at, nint end, out int value)
    {
        if (at < end)
        {
            uint first = Unsafe.Add(ref start, at);
            if (first < 0x80)
            {
                at++;
                value = Unzigzag(first);
                return true;
            }

            if (at + 1 < end && Unsafe.Add(ref start, at + 1) is var second and < 0x80)
            {
                at += 2;
                value = Unzigzag((first & 0x7F) | ((uint)second << 7));
                return true;
            }
        }

        return TryReadLongInt32(ref start, ref at, end, out value);
    }

    /// <summary>As <see cref="TryReadInt32"/>, for 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadInt64(ref byte start, ref nint at, nint end, out long value)
    {
        if (at < end && Unsafe.Add(ref start, at) is var first and < 0x80)
        {
            at++;
            value = Unzigzag(first);
            return true;
        }

        return TryReadLongInt64(ref start, ref at, end, out value);
    }

    /// <summary>How many bytes <see cref="Write"/> takes for this number: 1 to 10, and at most 5 for what fits 32 bits.</summary>
    public static int SizeOf(long value)
    {
        var rest = Zigzag(value);
        var bytes = 1;
        for (; rest >= 0x80; rest >>= 7)
            bytes++;
        return bytes;
    }

    /// <summary>Writes the number in its shortest form and returns how many bytes it took.</summary>
    public static int Write(Span<byte> target, long value)
    {
        var rest = Zigzag(value);
        var at = 0;
        for (; rest >= 0x80; rest >>= 7)
            target[at++] = (byte)(rest | 0x80);
        target[at++] = (byte)rest;
        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryReadLongInt32(ref byte start, ref nint at, nint end, out int value)
    {
        var read = TryReadUnsigned(ref start, ref at, end, MaxBytes32, 0x0F, out var bits);
        value = Unzigzag((uint)bits);
        return read;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryReadLongInt64(ref byte start, ref nint at, nint end, out long value)
    {
        var read = TryReadUnsigned(ref start, ref at, end, MaxBytes64, 0x01, out var bits);
        value = Unzigzag(bits);
        return read;
    }

    private static bool TryReadUnsigned(ref byte start, ref nint at, nint end, int bytesMax, byte lastByteMax, out ulong bits)
    {
        bits = 0;
        for (var i = 0; i < bytesMax && at + i < end; i++)
        {
            var value = Unsafe.Add(ref start, at + i);
            bits |= (ulong)(value & 0x7F) << (7 * i);
            if (value >= 0x80)
                continue;
            if (i == bytesMax - 1 && value > lastByteMax)
                return false;

            at += i + 1;
            return true;
        }

        return false;
    }

    private static int Unzigzag(uint bits) => (int)(bits >> 1) ^ -(int)(bits & 1);

    private static long Unzigzag(ulong bits) => (long)(bits >> 1) ^ -(long)(bits & 1);

    private static ulong Zigzag(long value) => (ulong)((value << 1) ^ (value >> 63));
}
