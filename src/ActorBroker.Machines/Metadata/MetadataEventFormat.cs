using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>
/// Events as bytes: <c>kind:byte version:byte body</c>. Numbers of 0 and up take seven bits to a byte; text and lists have their length before
/// them; text is UTF-8; ids are 16 bytes, big endian.
/// </summary>
/// <remarks>
/// Kinds and versions are never given another meaning, and every version that was ever written stays readable. A new version is written only
/// once the cluster has finalised the level that knows it. All kinds have version 1 so far.
/// </remarks>
public static class MetadataEventFormat
{
    private const byte Version = 1;
    private const int ClusterIdLengthMax = 64;
    private const int EntryBytesMin = 3;

    /// <summary>The kinds, by the numbers in the bytes.</summary>
    private enum Kind : byte
    {
        ControllerChanged = 1,
        ClusterFormed = 2,
        BrokerRegistered = 3,
        BrokerChanged = 4,
        BrokerUnregistered = 5,
        TopicCreated = 6,
        TopicDeleted = 7,
        PartitionsChanged = 8,
        ConfigsChanged = 9,
        ProducerIdsAllocated = 10,
        FeatureFinalised = 11,
    }

    /// <summary>An event's bytes.</summary>
    public static byte[] Encode(MetadataEvent happened)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(output, happened);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes an event's bytes behind what <paramref name="output"/> has.</summary>
    public static void Write(IBufferWriter<byte> output, MetadataEvent happened)
    {
        var writer = new MetadataWriter(output);
        writer.WriteByte((byte)KindOf(happened));
        writer.WriteByte(Version);
        switch (happened)
        {
            case ControllerChanged changed:
                writer.WriteNumber(changed.Epoch.Value);
                break;
            case ClusterFormed formed:
                writer.WriteText(formed.ClusterId);
                break;
            case BrokerRegistered registered:
                BrokerFormat.Write(writer, registered.Broker);
                break;
            case BrokerChanged changed:
                WriteRun(writer, changed.Id, changed.Incarnation);
                writer.WriteFlag(changed.IsFenced);
                writer.WriteFlag(changed.IsShuttingDown);
                break;
            case BrokerUnregistered gone:
                WriteRun(writer, gone.Id, gone.Incarnation);
                break;
            case TopicCreated created:
                writer.WriteGuid(created.Id.Value);
                writer.WriteText(created.Name);
                break;
            case TopicDeleted deleted:
                writer.WriteGuid(deleted.Id.Value);
                break;
            case PartitionsChanged changed:
                PartitionsFormat.Write(writer, changed.Changes);
                break;
            case ConfigsChanged changed:
                Write(writer, changed);
                break;
            case ProducerIdsAllocated allocated:
                writer.WriteNumber(allocated.Broker.Value + 1L);
                writer.WriteNumber(allocated.Next.Value);
                break;
            case FeatureFinalised feature:
                writer.WriteText(feature.Name);
                writer.WriteNumber(feature.Level);
                break;
        }
    }

    /// <summary>Reads an event. What it returns is sound by itself; nothing is known of whether it fits the cluster.</summary>
    /// <param name="bytes">The whole event and nothing else.</param>
    /// <exception cref="MetadataFormatException">They are no event, or one that a newer build wrote.</exception>
    public static MetadataEvent Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new MetadataReader(bytes);
        var kind = (Kind)reader.ReadByte();
        var version = reader.ReadByte();
        if (version > Version || kind > Kind.FeatureFinalised)
            throw new MetadataFormatException(MetadataFormatFault.Newer, $"A newer build wrote the event (kind {(byte)kind}, version {version}).");
        if (version == 0)
            throw MetadataReader.Malformed("an event has no version");

        var happened = ReadBody(kind, ref reader);
        return reader.IsAtEnd ? happened : throw MetadataReader.Malformed("an event runs on behind its end");
    }

    private static Kind KindOf(MetadataEvent happened) => happened switch
    {
        ControllerChanged => Kind.ControllerChanged,
        ClusterFormed => Kind.ClusterFormed,
        BrokerRegistered => Kind.BrokerRegistered,
        BrokerChanged => Kind.BrokerChanged,
        BrokerUnregistered => Kind.BrokerUnregistered,
        TopicCreated => Kind.TopicCreated,
        TopicDeleted => Kind.TopicDeleted,
        PartitionsChanged => Kind.PartitionsChanged,
        ConfigsChanged => Kind.ConfigsChanged,
        ProducerIdsAllocated => Kind.ProducerIdsAllocated,
        FeatureFinalised => Kind.FeatureFinalised,
        _ => throw new UnreachableException(),
    };

    private static MetadataEvent ReadBody(Kind kind, ref MetadataReader reader) => kind switch
    {
        Kind.ControllerChanged => new ControllerChanged(new ControllerEpoch(reader.ReadInt64())),
        Kind.ClusterFormed => ReadClusterFormed(ref reader),
        Kind.BrokerRegistered => new BrokerRegistered(BrokerFormat.Read(ref reader)),
        Kind.BrokerChanged => new BrokerChanged(reader.ReadBroker(), ReadIncarnation(ref reader), reader.ReadFlag(), reader.ReadFlag()),
        Kind.BrokerUnregistered => new BrokerUnregistered(reader.ReadBroker(), ReadIncarnation(ref reader)),
        Kind.TopicCreated => ReadTopicCreated(ref reader),
        Kind.TopicDeleted => new TopicDeleted(new TopicId(reader.ReadGuid())),
        Kind.PartitionsChanged => new PartitionsChanged(PartitionsFormat.Read(ref reader)),
        Kind.ConfigsChanged => ReadConfigsChanged(ref reader),
        Kind.ProducerIdsAllocated => new ProducerIdsAllocated(
            new BrokerId((int)(reader.ReadNumber(int.MaxValue + 1L) - 1)), new ProducerId(reader.ReadInt64())),
        Kind.FeatureFinalised => new FeatureFinalised(reader.ReadName(), reader.ReadInt16()),
        _ => throw MetadataReader.Malformed("an event has a kind that nobody writes"),
    };

    private static ClusterFormed ReadClusterFormed(ref MetadataReader reader)
    {
        var id = reader.ReadName();
        return id.Length <= ClusterIdLengthMax ? new ClusterFormed(id) : throw MetadataReader.Malformed("a cluster's id is too long");
    }

    private static TopicCreated ReadTopicCreated(ref MetadataReader reader)
    {
        var id = new TopicId(reader.ReadGuid());
        var name = reader.ReadText();
        return TopicNameRules.Judge(name) is null ? new TopicCreated(id, name) : throw MetadataReader.Malformed("a topic's name is not legal");
    }

    private static void Write(MetadataWriter writer, ConfigsChanged changed)
    {
        writer.WriteByte((byte)changed.Resource.Type);
        writer.WriteText(changed.Resource.Name);
        writer.WriteNumber(changed.Entries.Length);
        foreach (var (name, value) in changed.Entries)
        {
            writer.WriteText(name);
            writer.WriteTextOrNull(value);
        }
    }

    private static ConfigsChanged ReadConfigsChanged(ref MetadataReader reader)
    {
        var type = (ConfigResourceType)reader.ReadByte();
        if (!Enum.IsDefined(type))
            throw MetadataReader.Malformed("a configuration belongs to nothing that is known");

        var resource = new ConfigResource(type, reader.ReadText());
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, string?>>(reader.ReadCount(EntryBytesMin));
        for (var left = entries.Capacity; left > 0; left--)
            entries.Add(new(reader.ReadName(), reader.ReadTextOrNull()));
        return new ConfigsChanged(resource, entries.MoveToImmutable());
    }

    private static void WriteRun(MetadataWriter writer, BrokerId id, Incarnation incarnation)
    {
        writer.WriteNumber(id.Value);
        writer.WriteNumber(incarnation.Value);
    }

    private static Incarnation ReadIncarnation(ref MetadataReader reader) => new(reader.ReadInt64());
}
