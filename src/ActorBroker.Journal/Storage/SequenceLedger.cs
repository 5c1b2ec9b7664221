using System.Buffers.Binary;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Journal.Storage;

/// <summary>
/// How far each persistence id had come at a checkpoint. A start holds the log against it: where bytes below the checkpoint are damaged, the ids whose last
/// entries were among them are told, and nobody goes on silently from an older state.
/// </summary>
/// <remarks>
/// The file <c>sequence-numbers</c>, version 1, big endian: <c>"abSN" version:int32 count:int32 (digest[16] sequenceNr:int64)[count] crc32c:uint32</c>,
/// replaced whole. It is a safeguard beside the log: a missing or damaged one is passed over, a newer one is refused.
/// </remarks>
internal sealed class SequenceLedger(IReadOnlyList<(UInt128 Id, long SequenceNr)> entries)
{
    /// <summary>The file's name in the plugin's directory.</summary>
    public const string FileName = "sequence-numbers";

    private const uint Kind = 0x6162534E;
    private const int Version = 1;
    private const int HeaderBytes = 12;
    private const int EntryBytes = 24;
    private const int DigestBytes = 16;

    /// <summary>The ids, by digest, each once.</summary>
    public IReadOnlyList<(UInt128 Id, long SequenceNr)> Entries { get; } = entries;

    /// <summary>Replaces the file; durable on return.</summary>
    /// <exception cref="LogDiskException">The disk failed; the file is as it was, or new.</exception>
    public void Save(ILogDisk disk, string directory)
    {
        var bytes = new byte[HeaderBytes + (Entries.Count * EntryBytes) + sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Kind);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8), Entries.Count);
        var rest = bytes.AsSpan(HeaderBytes);
        foreach (var (id, sequenceNr) in Entries)
        {
            BinaryPrimitives.WriteUInt128BigEndian(rest, id);
            BinaryPrimitives.WriteInt64BigEndian(rest[DigestBytes..], sequenceNr);
            rest = rest[EntryBytes..];
        }

        BinaryPrimitives.WriteUInt32BigEndian(rest, Crc32C.Compute(bytes.AsSpan(0, bytes.Length - sizeof(uint))));
        AtomicFile.Replace(disk, $"{directory}/{FileName}", bytes);
    }

    /// <summary>Reads the file; null when it is missing or damaged.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    /// <exception cref="NewerFormatException">A newer build wrote it.</exception>
    public static SequenceLedger? Load(ILogDisk disk, string directory)
    {
        var path = $"{directory}/{FileName}";
        if (AtomicFile.Read(disk, path, Array.MaxLength, out var bytes) != StateFileCondition.Sound || !IsSound(bytes))
            return null;

        var version = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4));
        if (version > Version)
            throw new NewerFormatException(path, version, Version);

        var entries = new (UInt128, long)[(bytes.Length - HeaderBytes - sizeof(uint)) / EntryBytes];
        for (var index = 0; index < entries.Length; index++)
        {
            var entry = bytes.AsSpan(HeaderBytes + (index * EntryBytes), EntryBytes);
            entries[index] = (BinaryPrimitives.ReadUInt128BigEndian(entry), BinaryPrimitives.ReadInt64BigEndian(entry[DigestBytes..]));
        }

        return BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(8)) == entries.Length ? new SequenceLedger(entries) : null;
    }

    private static bool IsSound(byte[] bytes) =>
        bytes.Length >= HeaderBytes + sizeof(uint)
        && BinaryPrimitives.ReadUInt32BigEndian(bytes) == Kind
        && BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(bytes.Length - sizeof(uint))) == Crc32C.Compute(bytes.AsSpan(0, bytes.Length - sizeof(uint)));
}
