using System.Buffers.Binary;
using System.Runtime.Serialization;
using ActorBroker.Broker.Nodes;
using ActorBroker.Machines;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using Akka.Actor;
using Akka.Serialization;

namespace ActorBroker.Broker.Persistence;

/// <summary>
/// What the broker's actors persist, as bytes. A manifest is a name and a version, as in <c>run/1</c>; neither is ever given another meaning, and
/// every version that was ever written stays readable. Numbers are big endian.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item><c>event/1</c>, <c>cluster/1</c>: see <see cref="MetadataEventFormat"/> and <see cref="MetadataSnapshotFormat"/>.</item>
/// <item><c>roles-taken/1</c>: <c>epoch:int32 leaderEpoch:int32</c>; <c>log-failed/1</c> and <c>log-completed/1</c>: nothing.</item>
/// <item><c>role/1</c>, no longer written: <c>epoch:int32 leaderEpoch:int32</c>, then 16 bytes that say nothing any more.</item>
/// <item><c>run/1</c>: <c>incarnation:int64</c>.</item>
/// </list>
/// </remarks>
public sealed class BrokerEventSerializer : SerializerWithStringManifest
{
    private const string EventManifest = "event/1";
    private const string ClusterManifest = "cluster/1";
    private const string OldRoleManifest = "role/1";
    private const string RolesTakenManifest = "roles-taken/1";
    private const string LogFailedManifest = "log-failed/1";
    private const string LogCompletedManifest = "log-completed/1";
    private const string RunManifest = "run/1";
    private const int OldRoleBytes = (4 * sizeof(int)) + sizeof(long);
    private const int RolesTakenBytes = 2 * sizeof(int);

    /// <summary>The serializer of one system.</summary>
    public BrokerEventSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <summary>Never changes: it stands in every stored event.</summary>
    public override int Identifier => 4_001;

    /// <inheritdoc/>
    public override string Manifest(object o) => o switch
    {
        MetadataEvent => EventManifest,
        MetadataImage => ClusterManifest,
        ReplicaEvent.RolesTaken => RolesTakenManifest,
        ReplicaEvent.LogFailed => LogFailedManifest,
        ReplicaEvent.LogCompleted => LogCompletedManifest,
        StartedRun => RunManifest,
        _ => throw new ArgumentException($"No event of the broker: {o.GetType()}.", nameof(o)),
    };

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => obj switch
    {
        MetadataEvent happened => MetadataEventFormat.Encode(happened),
        MetadataImage image => MetadataSnapshotFormat.Encode(image),
        ReplicaEvent.RolesTaken taken => Encode(taken),
        ReplicaEvent.LogFailed or ReplicaEvent.LogCompleted => [],
        StartedRun run => Encode(run),
        _ => throw new ArgumentException($"No event of the broker: {obj.GetType()}.", nameof(obj)),
    };

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The manifest is not known: a newer build wrote it; or the bytes are not of that kind.</exception>
    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        EventManifest => MetadataEventFormat.Decode(bytes),
        ClusterManifest => MetadataSnapshotFormat.Decode(bytes),
        RolesTakenManifest => DecodeRoles(OfLength(bytes, RolesTakenBytes, manifest)),
        OldRoleManifest => DecodeRoles(OfLength(bytes, OldRoleBytes, manifest)),
        LogFailedManifest => Empty(new ReplicaEvent.LogFailed(), bytes, manifest),
        LogCompletedManifest => Empty(new ReplicaEvent.LogCompleted(), bytes, manifest),
        RunManifest => new StartedRun(new Incarnation(BinaryPrimitives.ReadInt64BigEndian(OfLength(bytes, sizeof(long), manifest)))),
        _ => throw new SerializationException($"The broker knows no event '{manifest}'; a newer build may have written it."),
    };

    private static byte[] Encode(ReplicaEvent.RolesTaken taken)
    {
        var bytes = new byte[RolesTakenBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, taken.Epoch.Value);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), taken.LeaderEpoch.Value);
        return bytes;
    }

    private static byte[] Encode(StartedRun run)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, run.Incarnation.Value);
        return bytes;
    }

    private static ReplicaEvent.RolesTaken DecodeRoles(ReadOnlySpan<byte> bytes) => new(
        new PartitionEpoch(BinaryPrimitives.ReadInt32BigEndian(bytes)), new LeaderEpoch(BinaryPrimitives.ReadInt32BigEndian(bytes[4..])));

    private static ReplicaEvent Empty(ReplicaEvent happened, byte[] bytes, string manifest)
    {
        OfLength(bytes, 0, manifest);
        return happened;
    }

    private static byte[] OfLength(byte[] bytes, int expected, string manifest) =>
        bytes.Length == expected
            ? bytes
            : throw new SerializationException($"An event '{manifest}' has {expected} bytes, not {bytes.Length}.");
}
