using System.Diagnostics;
using ActorBroker.Machines.Groups;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Broker.Groups;

/// <summary>Groups' records as Kafka keeps them in <c>__consumer_offsets</c>: a key of a type and a group, and a value of a version, or none for what is erased.</summary>
internal static class GroupRecordFormat
{
    private const short GroupVersion = 3;
    private const short OffsetVersion = 3;
    private const short OffsetVersionWithExpiry = 1;

    public static byte[] KeyOf(string group, GroupRecord record) => record switch
    {
        GroupWritten or GroupErased => VersionedBytes.WriteKey(new GroupMetadataKey { Group = group }),
        OffsetWritten written => KeyOf(group, written.Place),
        OffsetErased erased => KeyOf(group, erased.Place),
        _ => throw new UnreachableException(),
    };

    /// <summary>The value; null for what is erased.</summary>
    public static byte[]? ValueOf(GroupRecord record) => record switch
    {
        GroupWritten written => ValueOf(written.Snapshot),
        OffsetWritten written => ValueOf(written.Committed),
        _ => null,
    };

    /// <summary>Whose record this is, and what it says; null for a record of a kind that this broker does not know.</summary>
    /// <exception cref="MalformedMessageException">It is of a known kind, but not what that kind is.</exception>
    public static (string Group, GroupRecord Record)? Read(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte>? value)
    {
        switch (VersionedBytes.TypeOfKey(key.Span))
        {
            case 0:
                var legacy = VersionedBytes.ReadKey<LegacyOffsetCommitKey>(key);
                return (legacy.Group, ReadOffset(new OffsetPlace(legacy.Topic, legacy.Partition), value));
            case 1:
                var offset = VersionedBytes.ReadKey<OffsetCommitKey>(key);
                return (offset.Group, ReadOffset(new OffsetPlace(offset.Topic, offset.Partition), value));
            case 2:
                return (VersionedBytes.ReadKey<GroupMetadataKey>(key).Group, ReadGroup(value));
            default:
                return null;
        }
    }

    private static byte[] KeyOf(string group, OffsetPlace place) =>
        VersionedBytes.WriteKey(new OffsetCommitKey { Group = group, Topic = place.Topic, Partition = place.Partition });

    private static byte[] ValueOf(CommittedOffset committed) => VersionedBytes.Write(
        new OffsetCommitValue
        {
            Offset = committed.Offset,
            LeaderEpoch = committed.LeaderEpoch,
            Metadata = committed.Metadata,
            CommitTimestamp = committed.CommittedAt.ToUnixTimeMilliseconds(),
            ExpireTimestamp = committed.ExpiresAt?.ToUnixTimeMilliseconds() ?? -1,
        },
        committed.ExpiresAt is null ? OffsetVersion : OffsetVersionWithExpiry);

    private static byte[] ValueOf(GroupSnapshot snapshot)
    {
        var value = new GroupMetadataValue
        {
            ProtocolType = snapshot.ProtocolType,
            Generation = snapshot.Generation,
            Protocol = snapshot.Protocol,
            Leader = snapshot.Leader,
            CurrentStateTimestamp = snapshot.Since?.ToUnixTimeMilliseconds() ?? -1,
        };
        foreach (var member in snapshot.Members)
        {
            value.Members.Add(new GroupMetadataValue.MemberMetadata
            {
                MemberId = member.Id,
                GroupInstanceId = member.InstanceId,
                ClientId = member.ClientId,
                ClientHost = member.ClientHost,
                RebalanceTimeout = (int)member.RebalanceTimeout.TotalMilliseconds,
                SessionTimeout = (int)member.SessionTimeout.TotalMilliseconds,
                Subscription = member.MetadataFor(snapshot.Protocol),
                Assignment = member.Assignment,
            });
        }

        return VersionedBytes.Write(value, GroupVersion);
    }

    private static GroupRecord ReadOffset(OffsetPlace place, ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is not { } present)
            return new OffsetErased(place);

        var value = VersionedBytes.Read<OffsetCommitValue>(present);
        return new OffsetWritten(place, new CommittedOffset(
            value.Offset, value.LeaderEpoch, value.Metadata, Time(value.CommitTimestamp) ?? DateTimeOffset.UnixEpoch, Time(value.ExpireTimestamp)));
    }

    private static GroupRecord ReadGroup(ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is not { } present)
            return new GroupErased();

        var value = VersionedBytes.Read<GroupMetadataValue>(present);
        return new GroupWritten(new GroupSnapshot(
            value.ProtocolType, value.Generation, value.Protocol, value.Leader, Time(value.CurrentStateTimestamp),
            [.. value.Members.Select(member => Member(member, value.Protocol))]));
    }

    private static GroupMember Member(GroupMetadataValue.MemberMetadata member, string? protocol) => new()
    {
        Id = member.MemberId,
        InstanceId = member.GroupInstanceId,
        ClientId = member.ClientId,
        ClientHost = member.ClientHost,
        SessionTimeout = TimeSpan.FromMilliseconds(member.SessionTimeout),
        RebalanceTimeout = TimeSpan.FromMilliseconds(member.RebalanceTimeout < 0 ? member.SessionTimeout : member.RebalanceTimeout),
        Protocols = [new GroupProtocol(protocol ?? "", member.Subscription.ToArray())],
        Assignment = member.Assignment.ToArray(),
    };

    private static DateTimeOffset? Time(long milliseconds) => milliseconds < 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
