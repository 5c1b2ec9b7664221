using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Epochs;

/// <summary>
/// The file <c>leader-epochs</c> in a replica's directory. Framed as every state file; its content in version 1, big endian:
/// <c>count:int32 (epoch:int32 start:int64)*count</c>.
/// </summary>
public static class LeaderEpochsFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "leader-epochs";

    private const uint Kind = 0x41424C45; // ABLE
    private const int Version = 1;
    private const int EntryBytes = sizeof(int) + sizeof(long);

    // 5.5 million epochs: nobody elects so often, so a longer file is not one.
    private const int BytesMax = 64 * 1024 * 1024;

    /// <summary>Reads the file of a replica's directory. <paramref name="epochs"/> is empty unless the result is <see cref="StateFileCondition.Sound"/>.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    /// <exception cref="NewerFormatException">A newer build wrote the file.</exception>
    public static StateFileCondition Load(ILogDisk disk, string directory, out LeaderEpochs epochs)
    {
        var path = $"{directory}/{Name}";
        epochs = new LeaderEpochs();
        var condition = AtomicFile.Read(disk, path, BytesMax, out var bytes);
        if (condition == StateFileCondition.Sound)
            condition = Decode(bytes, out epochs);
        return condition == StateFileCondition.Newer
            ? throw new NewerFormatException(path, StateFile.VersionOf(bytes), Version)
            : condition;
    }

    /// <summary>Replaces the file of a replica's directory; returns once it is durable.</summary>
    /// <exception cref="LogDiskException">The disk failed; the file is the old or the new one.</exception>
    public static void Save(ILogDisk disk, string directory, LeaderEpochs epochs) =>
        AtomicFile.Replace(disk, $"{directory}/{Name}", Encode(epochs));

    /// <summary>The file's bytes.</summary>
    public static byte[] Encode(LeaderEpochs epochs)
    {
        var entries = epochs.Entries;
        var file = new byte[StateFile.OverheadBytes + sizeof(int) + (entries.Length * EntryBytes)];
        var writer = new StateWriter(file.AsSpan(StateFile.HeaderBytes));
        writer.Write(entries.Length);
        foreach (var entry in entries)
        {
            writer.Write(entry.Epoch.Value);
            writer.Write(entry.Start.Value);
        }

        StateFile.Seal(file, Kind, Version);
        return file;
    }

    /// <summary>Reads the file's bytes. <paramref name="epochs"/> is empty unless the result is <see cref="StateFileCondition.Sound"/>.</summary>
    /// <returns><see cref="StateFileCondition.Sound"/>, <see cref="StateFileCondition.Damaged"/> or <see cref="StateFileCondition.Newer"/>.</returns>
    public static StateFileCondition Decode(ReadOnlySpan<byte> file, out LeaderEpochs epochs)
    {
        epochs = new LeaderEpochs();
        var condition = StateFile.Open(file, Kind, Version, out var content);
        if (condition != StateFileCondition.Sound)
            return condition;

        var reader = new StateReader(content);
        var count = reader.ReadCount(EntryBytes);
        var read = new LeaderEpochs();
        var previous = Offset.None;
        for (var index = 0; index < count; index++)
        {
            var epoch = new LeaderEpoch(reader.ReadInt32());
            var start = new Offset(reader.ReadInt64());
            if (start <= previous || epoch <= read.Latest)
                return StateFileCondition.Damaged;

            read.Assign(epoch, start);
            previous = start;
        }

        if (reader.Overran || reader.Remaining > 0)
            return StateFileCondition.Damaged;
        epochs = read;
        return StateFileCondition.Sound;
    }
}
