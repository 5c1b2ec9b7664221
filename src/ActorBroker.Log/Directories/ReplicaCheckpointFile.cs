using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>
/// The file <c>checkpoint</c> at a log directory's top: one entry of fixed length for each replica, so that a clean start opens no segment.
/// Framed as every state file; its content in version 1, big endian, in rising order of topic ids and partitions:
/// <code>
/// count:int32 (topicId:byte[16] partition:int32 logStart:int64 lastStable:int64 highWatermark:int64 logEnd:int64
///  recoveryPoint:int64 activeBase:int64 activeBytes:int32 hasProducers:byte)*count
/// </code>
/// </summary>
public static class ReplicaCheckpointFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "checkpoint";

    private const uint Kind = 0x41424350; // ABCP
    private const int Version = 1;
    private const int KeyBytes = 20;
    private const int EntryBytes = 73;

    // 3.6 million replicas.
    private const int BytesMax = 256 * 1024 * 1024;

    /// <summary>Reads a log directory's checkpoint. <paramref name="checkpoint"/> is empty unless the result is <see cref="StateFileCondition.Sound"/>.</summary>
    /// <returns><see cref="StateFileCondition.Sound"/>, <see cref="StateFileCondition.Missing"/> or <see cref="StateFileCondition.Damaged"/>.</returns>
    /// <exception cref="NewerFormatException">A newer build wrote the file.</exception>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public static StateFileCondition Load(ILogDisk disk, string directory, out LoadedCheckpoint checkpoint)
    {
        var path = $"{directory}/{Name}";
        checkpoint = LoadedCheckpoint.Empty;
        var condition = AtomicFile.Read(disk, path, BytesMax, out var bytes);
        if (condition == StateFileCondition.Sound)
            condition = Decode(bytes, out checkpoint);
        return condition == StateFileCondition.Newer
            ? throw new NewerFormatException(path, StateFile.VersionOf(bytes), Version)
            : condition;
    }

    /// <summary>Replaces a log directory's checkpoint; returns once it is durable.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="directory">The log directory.</param>
    /// <param name="replicas">One entry for each replica, in any order; the array is sorted in place.</param>
    /// <returns>The new file's checksum, for the <see cref="CleanMark"/>.</returns>
    /// <exception cref="LogDiskException">The disk failed; the file is the old or the new one.</exception>
    public static uint Save(ILogDisk disk, string directory, ReplicaState[] replicas)
    {
        var bytes = Encode(replicas);
        AtomicFile.Replace(disk, $"{directory}/{Name}", bytes);
        return StateFile.ChecksumOf(bytes);
    }

    /// <summary>The file's bytes; the array is sorted in place.</summary>
    public static byte[] Encode(ReplicaState[] replicas)
    {
        Array.Sort(replicas, static (left, right) => Compare(left.Id, right.Id));
        var file = new byte[StateFile.OverheadBytes + sizeof(int) + (replicas.Length * (long)EntryBytes)];
        var writer = new StateWriter(file.AsSpan(StateFile.HeaderBytes));
        writer.Write(replicas.Length);
        foreach (ref readonly var replica in replicas.AsSpan())
        {
            Invariant.Holds(IsPlausible(replica), "a checkpoint's numbers are those of a log");
            writer.Write(replica.Id);
            writer.Write(replica.LogStart.Value);
            writer.Write(replica.LastStable.Value);
            writer.Write(replica.HighWatermark.Value);
            writer.Write(replica.LogEnd.Value);
            writer.Write(replica.RecoveryPoint.Value);
            writer.Write(replica.ActiveBase.Value);
            writer.Write(replica.ActiveBytes);
            writer.Write(replica.HasProducers ? (byte)1 : (byte)0);
        }

        StateFile.Seal(file, Kind, Version);
        return file;
    }

    /// <summary>Reads the file's bytes. <paramref name="checkpoint"/> is empty unless the result is <see cref="StateFileCondition.Sound"/>.</summary>
    /// <returns><see cref="StateFileCondition.Sound"/>, <see cref="StateFileCondition.Damaged"/> or <see cref="StateFileCondition.Newer"/>.</returns>
    public static StateFileCondition Decode(ReadOnlySpan<byte> file, out LoadedCheckpoint checkpoint)
    {
        checkpoint = LoadedCheckpoint.Empty;
        var condition = StateFile.Open(file, Kind, Version, out var content);
        if (condition != StateFileCondition.Sound)
            return condition;

        var reader = new StateReader(content);
        var replicas = new ReplicaState[reader.ReadCount(EntryBytes)];
        var previous = ReadOnlySpan<byte>.Empty;
        for (var index = 0; index < replicas.Length; index++)
        {
            var entry = reader.Take(EntryBytes);
            if (!TryRead(entry, out replicas[index]) || previous.SequenceCompareTo(entry[..KeyBytes]) >= 0)
                return StateFileCondition.Damaged;
            previous = entry[..KeyBytes];
        }

        if (reader.Overran || reader.Remaining > 0)
            return StateFileCondition.Damaged;
        checkpoint = new LoadedCheckpoint(replicas, StateFile.ChecksumOf(file));
        return StateFileCondition.Sound;
    }

    /// <summary>True when the numbers can be those of one log.</summary>
    internal static bool IsPlausible(in ReplicaState replica) =>
        replica.Id.Index.Value >= 0
        && replica.LogStart >= Offset.Zero
        && replica.LogStart <= replica.LastStable
        && replica.LastStable <= replica.HighWatermark
        && replica.HighWatermark <= replica.LogEnd
        && replica.RecoveryPoint >= Offset.Zero && replica.RecoveryPoint <= replica.LogEnd
        && replica.ActiveBase >= Offset.Zero && replica.ActiveBase <= replica.LogEnd
        && replica.ActiveBytes >= 0;

    private static bool TryRead(ReadOnlySpan<byte> entry, out ReplicaState replica)
    {
        var reader = new StateReader(entry);
        var id = reader.ReadPartition();
        var start = new Offset(reader.ReadInt64());
        var lastStable = new Offset(reader.ReadInt64());
        var highWatermark = new Offset(reader.ReadInt64());
        var end = new Offset(reader.ReadInt64());
        var recoveryPoint = new Offset(reader.ReadInt64());
        var activeBase = new Offset(reader.ReadInt64());
        var activeBytes = reader.ReadInt32();
        var hasProducers = reader.ReadByte();
        replica = new ReplicaState(
            id, start, end, recoveryPoint, lastStable, highWatermark, activeBase, activeBytes, hasProducers == 1);
        return hasProducers <= 1 && IsPlausible(replica);
    }

    // As the bytes of the keys compare; partitions are not negative.
    private static int Compare(PartitionId left, PartitionId right)
    {
        var topics = left.Topic.Value.CompareTo(right.Topic.Value);
        return topics != 0 ? topics : left.Index.Value.CompareTo(right.Index.Value);
    }
}
