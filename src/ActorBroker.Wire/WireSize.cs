using System.Numerics;
using System.Text;

namespace ActorBroker.Wire;

/// <summary>How long a message will be, counted field by field before it is written.</summary>
public struct WireSize
{
    /// <summary>All bytes, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Those of them that are leased and can go out without being copied, in bytes.</summary>
    public long LeasedBytes { get; private set; }

    /// <summary>How long a variable-length number is: 1 to 5 bytes.</summary>
    public static int OfUnsignedVarint(uint value) => value < 0x80 ? 1 : (BitOperations.Log2(value) / 7) + 1;

    /// <summary>Adds so many bytes.</summary>
    public void Add(int bytes) => Bytes += bytes;

    /// <summary>Adds a variable-length number.</summary>
    public void AddUnsignedVarint(uint value) => Bytes += OfUnsignedVarint(value);

    /// <summary>Adds an array's count; below 0 stands for null.</summary>
    public void AddCount(int count, bool flexible, bool mayBeNull, string path, short version)
    {
        if (count < 0 && !mayBeNull)
            throw UnwritableMessageException.NoNull(path, version);
        Bytes += flexible ? OfUnsignedVarint((uint)(count + 1)) : sizeof(int);
    }

    /// <summary>Adds the mark before a struct that may be null.</summary>
    public void AddPresence(bool isPresent, bool mayBeNull, string path, short version)
    {
        if (mayBeNull)
            Bytes++;
        else if (!isPresent)
            throw UnwritableMessageException.NoNull(path, version);
    }

    /// <summary>Adds a string with its length.</summary>
    public void AddString(string? value, bool flexible, bool mayBeNull, string path, short version)
    {
        if (value is null)
        {
            AddCount(-1, flexible: false, mayBeNull, path, version);
            Bytes += (flexible ? 1 : sizeof(short)) - sizeof(int);
            return;
        }

        var bytes = Encoding.UTF8.GetByteCount(value);
        if (bytes > WireLimits.StringBytesMax)
            throw UnwritableMessageException.TooLong(path, version);
        Bytes += bytes + (flexible ? OfUnsignedVarint((uint)bytes + 1) : sizeof(short));
    }

    /// <summary>Adds bytes with their length.</summary>
    public void AddBytes(ReadOnlyMemory<byte>? value, bool flexible, bool mayBeNull, string path, short version)
    {
        AddCount(value?.Length ?? -1, flexible, mayBeNull, path, version);
        Bytes += value?.Length ?? 0;
    }

    /// <summary>Adds records with their length.</summary>
    public void AddRecords(RecordBytes value, bool flexible, bool mayBeNull, string path, short version)
    {
        var length = value.Length;
        if (length > int.MaxValue)
            throw UnwritableMessageException.TooLong(path, version);
        AddCount(value.IsNull ? -1 : (int)length, flexible, mayBeNull, path, version);
        Bytes += length;
        if (value.Lease is not null)
            LeasedBytes += length;
    }

    /// <summary>Adds a tagged field with its tag, its size and its content.</summary>
    public void AddTag(int tag, WireSize content)
    {
        Bytes += OfUnsignedVarint((uint)tag) + OfUnsignedVarint((uint)content.Bytes) + content.Bytes;
        LeasedBytes += content.LeasedBytes;
    }
}
