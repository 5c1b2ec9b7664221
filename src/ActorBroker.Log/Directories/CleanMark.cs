using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Directories;

/// <summary>
/// The file <c>clean</c> at a log directory's top. It is there from a clean stop to the first write after the next start, and says that all
/// logs ended as the checkpoint has them. Framed as every state file; its content in version 1, big endian:
/// <c>directoryId:byte[16] checkpointChecksum:uint32</c>. So a mark that was left behind, or came back with an old copy, counts for nothing.
/// </summary>
public static class CleanMark
{
    /// <summary>The file's name.</summary>
    public const string Name = "clean";

    private const uint Kind = 0x4142434D; // ABCM
    private const int Version = 1;
    private const int FileBytes = StateFile.OverheadBytes + 20;

    /// <summary>Puts the mark; returns once it is durable. All logs are flushed, and the checkpoint is durable, before.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="directory">The log directory.</param>
    /// <param name="directoryId">Its id.</param>
    /// <param name="checkpointChecksum">What <see cref="ReplicaCheckpointFile.Save"/> returned.</param>
    /// <exception cref="LogDiskException">The disk failed; the mark may be there.</exception>
    public static void Put(ILogDisk disk, string directory, Guid directoryId, uint checkpointChecksum) =>
        AtomicFile.Replace(disk, PathIn(directory), Encode(directoryId, checkpointChecksum));

    /// <summary>True when the mark is there, whole, and of this directory and this checkpoint. Any other, a newer build's too, only costs a recovery.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public static bool IsPut(ILogDisk disk, string directory, Guid directoryId, uint checkpointChecksum) =>
        AtomicFile.Read(disk, PathIn(directory), FileBytes, out var bytes) == StateFileCondition.Sound
        && bytes.AsSpan().SequenceEqual(Encode(directoryId, checkpointChecksum));

    /// <summary>Removes the mark; returns once that is durable. Comes before the first write to any log.</summary>
    /// <exception cref="LogDiskException">The disk failed; nothing may be written.</exception>
    public static void Remove(ILogDisk disk, string directory)
    {
        disk.Delete(PathIn(directory));
        disk.FlushDirectory(directory);
    }

    /// <summary>The file's bytes.</summary>
    public static byte[] Encode(Guid directoryId, uint checkpointChecksum)
    {
        var file = new byte[FileBytes];
        var writer = new StateWriter(file.AsSpan(StateFile.HeaderBytes));
        writer.Write(directoryId);
        writer.Write((int)checkpointChecksum);
        StateFile.Seal(file, Kind, Version);
        return file;
    }

    private static string PathIn(string directory) => $"{directory}/{Name}";
}
