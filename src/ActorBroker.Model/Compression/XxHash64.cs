using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActorBroker.Model.Compression;

/// <summary>xxHash with 64 bits and seed 0, fed in pieces: the checksum of Zstandard's frames, which keep its lower half.</summary>
/// <remarks>A mutable value: pass it by reference.</remarks>
internal struct XxHash64()
{
    private const int StripeBytes = 32;
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    private ulong _lane1 = unchecked(Prime1 + Prime2);
    private ulong _lane2 = Prime2;
    private ulong _lane3;
    private ulong _lane4 = unchecked(0 - Prime1);
    private Stripe _rest;
    private int _restBytes;
    private ulong _totalBytes;

    /// <summary>The hash of these bytes alone.</summary>
    public static ulong Compute(ReadOnlySpan<byte> bytes)
    {
        var hash = new XxHash64();
        hash.Append(bytes);
        return hash.Finish();
    }

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _totalBytes += (ulong)bytes.Length;
        if (_restBytes > 0)
            bytes = bytes[CompleteStripe(bytes)..];

        var whole = bytes.Length - bytes.Length % StripeBytes;
        AddStripes(bytes[..whole]);
        if (whole == bytes.Length)
            return;

        bytes[whole..].CopyTo(_rest);
        _restBytes = bytes.Length - whole;
    }

    /// <summary>The hash of all bytes taken so far; more may follow.</summary>
    public readonly ulong Finish()
    {
        var hash = (_totalBytes >= StripeBytes ? MergeLanes() : Prime5) + _totalBytes;
        ReadOnlySpan<byte> rest = _rest;
        rest = rest[.._restBytes];
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
        {
            var next = Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            hash = BitOperations.RotateLeft(hash ^ next, 27) * Prime1 + Prime4;
        }

        if (rest.Length >= sizeof(uint))
        {
            hash = BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2 + Prime3;
            rest = rest[sizeof(uint)..];
        }

        foreach (var value in rest)
            hash = BitOperations.RotateLeft(hash ^ (value * Prime5), 11) * Prime1;
        return Avalanche(hash);
    }

    private static ulong Round(ulong lane, ulong input) => BitOperations.RotateLeft(lane + input * Prime2, 31) * Prime1;

    private static ulong Merge(ulong hash, ulong lane) => (hash ^ Round(0, lane)) * Prime1 + Prime4;

    private static ulong Avalanche(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }

    private readonly ulong MergeLanes()
    {
        var hash = BitOperations.RotateLeft(_lane1, 1) + BitOperations.RotateLeft(_lane2, 7) +
            BitOperations.RotateLeft(_lane3, 12) + BitOperations.RotateLeft(_lane4, 18);
        return Merge(Merge(Merge(Merge(hash, _lane1), _lane2), _lane3), _lane4);
    }

    private int CompleteStripe(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(StripeBytes - _restBytes, bytes.Length);
        Span<byte> stripe = _rest;
        bytes[..count].CopyTo(stripe[_restBytes..]);
        _restBytes += count;
        if (_restBytes == StripeBytes)
        {
            AddStripes(stripe);
            _restBytes = 0;
        }

        return count;
    }

    private void AddStripes(ReadOnlySpan<byte> stripes)
    {
        var (lane1, lane2, lane3, lane4) = (_lane1, _lane2, _lane3, _lane4);
        for (; stripes.Length >= StripeBytes; stripes = stripes[StripeBytes..])
        {
            lane1 = Round(lane1, BinaryPrimitives.ReadUInt64LittleEndian(stripes));
            lane2 = Round(lane2, BinaryPrimitives.ReadUInt64LittleEndian(stripes[8..]));
            lane3 = Round(lane3, BinaryPrimitives.ReadUInt64LittleEndian(stripes[16..]));
            lane4 = Round(lane4, BinaryPrimitives.ReadUInt64LittleEndian(stripes[24..]));
        }

        (_lane1, _lane2, _lane3, _lane4) = (lane1, lane2, lane3, lane4);
    }

    [InlineArray(StripeBytes)]
    private struct Stripe
    {
        private byte _first;
    }
}
