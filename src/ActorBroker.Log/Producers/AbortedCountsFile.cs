using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Producers;

/// <summary>
/// The file <c>aborted</c> in a replica's directory: how many entries each transaction index had at the last checkpoint. An index without entries has no
/// file, so one that was lost, or lost its end, would look like one that never had them. Framed as every state file; its content in version 1, big endian:
/// <c>count:int32 (segmentBase:int64 entries:int64)*count</c>. There is no file before the first abort.
/// </summary>
internal static class AbortedCountsFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "aborted";

    private const uint Kind = 0x41424143; // ABAC
    private const int Version = 1;
    private const int EntryBytes = 2 * sizeof(long);

    // 4 million segments.
    private const int BytesMax = 64 * 1024 * 1024;

    /// <summary>Reads the file of a replica's directory; one that is missing or damaged says nothing.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    /// <exception cref="NewerFormatException">A newer build wrote the file.</exception>
    public static StateFileCondition Load(ILogDisk disk, string directory, out Dictionary<Offset, long> counts)
    {
        var path = $"{directory}/{Name}";
        counts = [];
        var condition = AtomicFile.Read(disk, path, BytesMax, out var bytes);
        if (condition != StateFileCondition.Sound)
            return condition;

        condition = StateFile.Open(bytes, Kind, Version, out var content);
        if (condition == StateFileCondition.Newer)
            throw new NewerFormatException(path, StateFile.VersionOf(bytes), Version);

        var reader = new StateReader(content);
        for (var left = reader.ReadCount(EntryBytes); left > 0; left--)
            counts[new Offset(reader.ReadInt64())] = reader.ReadInt64();
        return condition;
    }

    /// <summary>Replaces the file of a replica's directory; returns once it is durable.</summary>
    /// <exception cref="LogDiskException">The disk failed; the file is the old or the new one.</exception>
    public static void Save(ILogDisk disk, string directory, IReadOnlyCollection<(Offset Base, long Entries)> counts) =>
        AtomicFile.Replace(disk, $"{directory}/{Name}", Encode(counts));

    /// <summary>The file's bytes, given each segment's base offset and how many entries its index has.</summary>
    public static byte[] Encode(IReadOnlyCollection<(Offset Base, long Entries)> counts)
    {
        var file = new byte[StateFile.OverheadBytes + sizeof(int) + (counts.Count * EntryBytes)];
        var writer = new StateWriter(file.AsSpan(StateFile.HeaderBytes));
        writer.Write(counts.Count);
        foreach (var (segment, entries) in counts)
        {
            writer.Write(segment.Value);
            writer.Write(entries);
        }

        StateFile.Seal(file, Kind, Version);
        return file;
    }
}
