using System.Buffers.Binary;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>
/// The frame around the content of a small state file, the same in every version; numbers are big endian:
/// <c>kind:uint32 version:int32 length:int32 content[length] crc:uint32</c>. The checksum is CRC-32C of all before it.
/// </summary>
internal static class StateFile
{
    /// <summary>Where the content begins.</summary>
    public const int HeaderBytes = 12;

    /// <summary>The bytes of a file without its content.</summary>
    public const int OverheadBytes = HeaderBytes + sizeof(uint);

    private const int VersionPosition = 4;
    private const int LengthPosition = 8;

    /// <summary>Frames the content that lies in <paramref name="file"/> between <see cref="HeaderBytes"/> and the last four bytes.</summary>
    public static void Seal(Span<byte> file, uint kind, int version)
    {
        BinaryPrimitives.WriteUInt32BigEndian(file, kind);
        BinaryPrimitives.WriteInt32BigEndian(file[VersionPosition..], version);
        BinaryPrimitives.WriteInt32BigEndian(file[LengthPosition..], file.Length - OverheadBytes);
        BinaryPrimitives.WriteUInt32BigEndian(file[^sizeof(uint)..], Crc32C.Compute(file[..^sizeof(uint)]));
    }

    /// <summary>The version that a framed file says it has.</summary>
    public static int VersionOf(ReadOnlySpan<byte> file) => BinaryPrimitives.ReadInt32BigEndian(file[VersionPosition..]);

    /// <summary>The checksum that a framed file carries.</summary>
    public static uint ChecksumOf(ReadOnlySpan<byte> file) => BinaryPrimitives.ReadUInt32BigEndian(file[^sizeof(uint)..]);

    /// <summary>Judges the frame. <paramref name="content"/> is empty unless the result is <see cref="StateFileCondition.Sound"/>.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="kind">The number of this kind of file.</param>
    /// <param name="supported">The newest version the caller reads; versions count from 1.</param>
    /// <param name="content">What lies between header and checksum.</param>
    public static StateFileCondition Open(
        ReadOnlySpan<byte> file, uint kind, int supported, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (file.Length < OverheadBytes
            || BinaryPrimitives.ReadUInt32BigEndian(file) != kind
            || BinaryPrimitives.ReadInt32BigEndian(file[LengthPosition..]) != file.Length - OverheadBytes
            || ChecksumOf(file) != Crc32C.Compute(file[..^sizeof(uint)]))
            return StateFileCondition.Damaged;

        var version = VersionOf(file);
        if (version < 1)
            return StateFileCondition.Damaged;
        if (version > supported)
            return StateFileCondition.Newer;

        content = file[HeaderBytes..^sizeof(uint)];
        return StateFileCondition.Sound;
    }
}
