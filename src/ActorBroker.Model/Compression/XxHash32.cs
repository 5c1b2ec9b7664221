using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActorBroker.Model.Compression;

/// <summary>xxHash with 32 bits and seed 0, fed in pieces: the checksum of LZ4's frames.</summary>
/// <remarks>A mutable value: pass it by reference.</remarks>
internal struct XxHash32()
{
    private const int StripeBytes = 16;
    private const uint Prime1 = 0x9E3779B1;
    private const uint Prime2 = 0x85EBCA77;
    private const uint Prime3 = 0xC2B2AE3D;
    private const uint Prime4 = 0x27D4EB2F;
    private const uint Prime5 = 0x165667B1;

    private uint _lane1 = unchecked(Prime1 + Prime2);
    private uint _lane2 = Prime2;
    private uint _lane3;
    private uint _lane4 = unchecked(0 - Prime1);
    private Stripe _rest;
    private int _restBytes;
    private ulong _totalBytes;

    /// <summary>The hash of these bytes alone.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var hash = new XxHash32();
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
    public readonly uint Finish()
    {
        var hash = (_totalBytes >= StripeBytes ? MergeLanes() : Prime5) + (uint)_totalBytes;
        ReadOnlySpan<byte> rest = _rest;
        rest = rest[.._restBytes];
        for (; rest.Length >= sizeof(uint); rest = rest[sizeof(uint)..])
            hash = BitOperations.RotateLeft(hash + BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime3, 17) * Prime4;
        foreach (var value in rest)
            hash = BitOperations.RotateLeft(hash + value * Prime5, 11) * Prime1;
        return Avalanche(hash);
    }

    private static uint Round(uint lane, uint input) => BitOperations.RotateLeft(lane + input * Prime2, 13) * Prime1;

    private static uint Avalanche(uint hash)
    {
        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return hash ^ (hash >> 16);
    }

    private readonly uint MergeLanes()
    {
        return BitOperations.RotateLeft(_lane1, 1) + BitOperations.RotateLeft(_lane2, 7) +
            BitOperations.RotateLeft(_lane3, 12) + BitOperations.RotateLeft(_lane4, 18);
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
            lane1 = Round(lane1, BinaryPrimitives.ReadUInt32LittleEndian(stripes));
            lane2 = Round(lane2, BinaryPrimitives.ReadUInt32LittleEndian(stripes[4..]));
            lane3 = Round(lane3, BinaryPrimitives.ReadUInt32LittleEndian(stripes[8..]));
            lane4 = Round(lane4, BinaryPrimitives.ReadUInt32LittleEndian(stripes[12..]));
        }

        (_lane1, _lane2, _lane3, _lane4) = (lane1, lane2, lane3, lane4);
    }

    [InlineArray(StripeBytes)]
    private struct Stripe
    {
        private byte _first;
    }
}
