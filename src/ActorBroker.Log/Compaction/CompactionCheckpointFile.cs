using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Compaction;

/// <summary>
/// The file <c>compaction</c> in a replica's directory. Framed as every state file; its content in version 1, big endian:
/// <c>cleanPoint:int64 lastHorizon:int64</c>. One that is missing, damaged or too low costs a compaction of more than was needed; it is never too high,
/// since it is written behind the last swap, and lowered before the log is cut.
/// </summary>
internal static class CompactionCheckpointFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "compaction";

    private const uint Kind = 0x41424343; // ABCC
    private const int Version = 1;
    private const int FileBytes = StateFile.OverheadBytes + (2 * sizeof(long));

    /// <summary>
    /// Reads the file of a replica's directory. <paramref name="checkpoint"/> is <see cref="CompactionCheckpoint.None"/> unless the result is
    /// <see cref="StateFileCondition.Sound"/>.
    /// </summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    /// <exception cref="NewerFormatException">A newer build wrote the file.</exception>
    public static StateFileCondition Load(ILogDisk disk, string directory, out CompactionCheckpoint checkpoint)
    {
        var path = $"{directory}/{Name}";
        checkpoint = CompactionCheckpoint.None;
        var condition = AtomicFile.Read(disk, path, FileBytes, out var bytes);
        if (condition == StateFileCondition.Sound)
            condition = Decode(bytes, out checkpoint);
        return condition == StateFileCondition.Newer
            ? throw new NewerFormatException(path, StateFile.VersionOf(bytes), Version)
            : condition;
    }

    /// <summary>Replaces the file of a replica's directory; returns once it is durable.</summary>
    /// <exception cref="LogDiskException">The disk failed; the file is the old or the new one.</exception>
    public static void Save(ILogDisk disk, string directory, CompactionCheckpoint checkpoint)
    {
        var file = new byte[FileBytes];
        var writer = new StateWriter(file.AsSpan(StateFile.HeaderBytes));
        writer.Write(checkpoint.CleanPoint.Value);
        writer.Write(checkpoint.LastHorizon);
        StateFile.Seal(file, Kind, Version);
        AtomicFile.Replace(disk, $"{directory}/{Name}", file);
    }

    /// <summary>The log ends at <paramref name="end"/> from now on: what is appended there is not compacted. Durable on return.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public static void Cut(ILogDisk disk, string directory, Offset end)
    {
        Load(disk, directory, out var checkpoint);
        if (checkpoint.CleanPoint > end)
            Save(disk, directory, checkpoint with { CleanPoint = end });
    }

    private static StateFileCondition Decode(ReadOnlySpan<byte> file, out CompactionCheckpoint checkpoint)
    {
        checkpoint = CompactionCheckpoint.None;
        var condition = StateFile.Open(file, Kind, Version, out var content);
        if (condition != StateFileCondition.Sound)
            return condition;

        var reader = new StateReader(content);
        var read = new CompactionCheckpoint(new Offset(reader.ReadInt64()), reader.ReadInt64());
        if (reader.Overran || read.CleanPoint < Offset.Zero || read.LastHorizon < CompactionCheckpoint.NoHorizon)
            return StateFileCondition.Damaged;

        checkpoint = read;
        return StateFileCondition.Sound;
    }
}
