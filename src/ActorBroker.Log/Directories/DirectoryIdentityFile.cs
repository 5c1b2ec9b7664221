using System.Text;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>
/// The file <c>identity</c> at a log directory's top. Framed as every state file; its content in version 1, big endian:
/// <c>broker:int32 directoryId:byte[16] clusterIdLength:byte clusterId:utf8</c>. It cannot be rebuilt, so damage refuses to start.
/// </summary>
public static class DirectoryIdentityFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "identity";

    private const uint Kind = 0x41424944; // ABID
    private const int Version = 1;
    private const int GuidBytes = 16;
    private const int FixedBytes = sizeof(int) + GuidBytes + sizeof(byte);
    private const int BytesMax = StateFile.OverheadBytes + FixedBytes + byte.MaxValue;

    /// <summary>Reads a directory's identity; null when there is none.</summary>
    /// <exception cref="DamagedIdentityException">The file is there, but torn or wrong.</exception>
    /// <exception cref="NewerFormatException">A newer build wrote the file.</exception>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public static DirectoryIdentity? Load(ILogDisk disk, string directory)
    {
        var path = PathIn(directory);
        var condition = AtomicFile.Read(disk, path, BytesMax, out var bytes);
        if (condition == StateFileCondition.Missing)
            return null;

        DirectoryIdentity? identity = null;
        if (condition == StateFileCondition.Sound)
            condition = Decode(bytes, out identity);
        return condition switch
        {
            StateFileCondition.Sound => identity,
            StateFileCondition.Newer => throw new NewerFormatException(path, StateFile.VersionOf(bytes), Version),
            _ => throw new DamagedIdentityException(path),
        };
    }

    /// <summary>Writes a directory's identity; returns once it is durable.</summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public static void Save(ILogDisk disk, string directory, DirectoryIdentity identity) =>
        AtomicFile.Replace(disk, PathIn(directory), Encode(identity));

    /// <summary>Returns when the identity found is the broker's own.</summary>
    /// <param name="directory">The log directory, for the message.</param>
    /// <param name="found">What its file says.</param>
    /// <param name="clusterId">The cluster this broker is a member of.</param>
    /// <param name="broker">This broker.</param>
    /// <exception cref="DirectoryMismatchException">It is another cluster's or another broker's.</exception>
    public static void Verify(string directory, DirectoryIdentity found, string clusterId, BrokerId broker)
    {
        if (found.ClusterId != clusterId)
            throw new DirectoryMismatchException(PathIn(directory), "cluster id", clusterId, found.ClusterId);
        if (found.Broker != broker)
            throw new DirectoryMismatchException(PathIn(directory), "broker id", broker.ToString(), found.Broker.ToString());
    }

    /// <summary>The file's bytes.</summary>
    public static byte[] Encode(DirectoryIdentity identity)
    {
        var clusterId = Encoding.UTF8.GetBytes(identity.ClusterId);
        ArgumentOutOfRangeException.ThrowIfZero(clusterId.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clusterId.Length, byte.MaxValue);
        var file = new byte[StateFile.OverheadBytes + FixedBytes + clusterId.Length];
        var writer = new StateWriter(file.AsSpan(StateFile.HeaderBytes));
        writer.Write(identity.Broker.Value);
        writer.Write(identity.Directory);
        writer.Write((byte)clusterId.Length);
        writer.Write(clusterId);
        StateFile.Seal(file, Kind, Version);
        return file;
    }

    /// <summary>Reads the file's bytes. <paramref name="identity"/> is null unless the result is <see cref="StateFileCondition.Sound"/>.</summary>
    /// <returns><see cref="StateFileCondition.Sound"/>, <see cref="StateFileCondition.Damaged"/> or <see cref="StateFileCondition.Newer"/>.</returns>
    public static StateFileCondition Decode(ReadOnlySpan<byte> file, out DirectoryIdentity? identity)
    {
        identity = null;
        var condition = StateFile.Open(file, Kind, Version, out var content);
        if (condition != StateFileCondition.Sound)
            return condition;

        var reader = new StateReader(content);
        var broker = new BrokerId(reader.ReadInt32());
        var directory = reader.ReadGuid();
        var clusterId = reader.Take(reader.ReadByte());
        if (reader.Overran || reader.Remaining > 0 || clusterId.IsEmpty || broker.Value < 0)
            return StateFileCondition.Damaged;

        identity = new DirectoryIdentity(Encoding.UTF8.GetString(clusterId), broker, directory);
        return StateFileCondition.Sound;
    }

    private static string PathIn(string directory) => $"{directory}/{Name}";
}
