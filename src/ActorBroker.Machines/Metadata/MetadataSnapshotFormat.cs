using System.Buffers;
using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>
/// A whole <see cref="MetadataImage"/> as bytes: the shortest list of events that builds it. Version 1, big endian where it says so:
/// <code>
/// magic:uint32(ABMI) version:byte offset lastIncarnation events (length event)* crc32c:uint32
/// </code>
/// The checksum is over all that stands before it. Numbers and events are as in <see cref="MetadataEventFormat"/>.
/// </summary>
/// <remarks>Images that say the same give the same bytes. Every version that was ever written stays readable.</remarks>
public static class MetadataSnapshotFormat
{
    private const uint Magic = 0x41424D49; // ABMI
    private const byte Version = 1;
    private const int EventBytesMin = 3;

    /// <summary>The image's bytes. Takes time by the size of the cluster.</summary>
    public static byte[] Encode(MetadataImage image)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MetadataWriter(output);
        writer.WriteUInt32(Magic);
        writer.WriteByte(Version);
        writer.WriteNumber(image.Offset.Value);
        writer.WriteNumber(image.LastIncarnation.Value);
        var events = EventsOf(image);
        writer.WriteNumber(events.Count);
        var scratch = new ArrayBufferWriter<byte>();
        foreach (var happened in events)
        {
            scratch.ResetWrittenCount();
            MetadataEventFormat.Write(scratch, happened);
            writer.WriteNumber(scratch.WrittenCount);
            output.Write(scratch.WrittenSpan);
        }

        writer.WriteUInt32(Crc32C.Compute(output.WrittenSpan));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads an image.</summary>
    /// <param name="bytes">The whole snapshot and nothing else.</param>
    /// <exception cref="MetadataFormatException">They are no snapshot, a damaged one, or one that a newer build wrote.</exception>
    public static MetadataImage Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new MetadataReader(Open(bytes));
        var offset = new MetadataOffset(reader.ReadInt64());
        var lastIncarnation = new Incarnation(reader.ReadInt64());
        var image = ReadEvents(ref reader);
        if (!reader.IsAtEnd)
            throw MetadataReader.Malformed("a snapshot runs on behind its end");
        if (lastIncarnation < image.LastIncarnation)
            throw MetadataReader.Malformed("a broker's incarnation is above the last one given");
        return image with { Offset = offset, LastIncarnation = lastIncarnation };
    }

    // Topics come one behind the other: they are added together, since each by itself takes the longer the more there are.
    private static MetadataImage ReadEvents(ref MetadataReader reader)
    {
        var image = MetadataImage.Empty;
        var topics = new List<TopicCreated>();
        for (var left = reader.ReadCount(EventBytesMin); left > 0; left--)
        {
            var happened = MetadataEventFormat.Decode(reader.Take(reader.ReadInt32()));
            if (happened is TopicCreated created)
            {
                topics.Add(created);
                continue;
            }

            image = AddTopics(image, topics).With(happened);
        }

        return AddTopics(image, topics);
    }

    private static MetadataImage AddTopics(MetadataImage image, List<TopicCreated> topics)
    {
        if (topics.Count == 0)
            return image;

        var next = image with { Topics = image.Topics.WithTopics(topics) };
        topics.Clear();
        return next;
    }

    // What stands between the version and the checksum.
    private static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> bytes)
    {
        var reader = new MetadataReader(bytes);
        if (reader.ReadUInt32() != Magic)
            throw MetadataReader.Malformed("the bytes are no snapshot");
        if (reader.ReadByte() is var version and not Version)
        {
            throw version == 0
                ? MetadataReader.Malformed("a snapshot has no version")
                : new MetadataFormatException(MetadataFormatFault.Newer, $"A newer build wrote the snapshot (version {version}).");
        }

        var body = reader.Take(Math.Max(0, bytes.Length - sizeof(uint) - 1 - sizeof(uint)));
        if (Crc32C.Compute(bytes[..^sizeof(uint)]) != reader.ReadUInt32())
            throw new MetadataFormatException(MetadataFormatFault.Damaged, "The snapshot's checksum does not fit.");
        return body;
    }

    private static List<MetadataEvent> EventsOf(MetadataImage image)
    {
        var events = new List<MetadataEvent>();
        if (image.ControllerEpoch > ControllerEpoch.None)
            events.Add(new ControllerChanged(image.ControllerEpoch));
        if (image.ClusterId is { } clusterId)
            events.Add(new ClusterFormed(clusterId));
        foreach (var (name, level) in image.Features)
            events.Add(new FeatureFinalised(name, level));
        if (image.NextProducerId.Value > 0)
            events.Add(new ProducerIdsAllocated(BrokerId.None, image.NextProducerId));
        foreach (var broker in image.Brokers.Values.OrderBy(broker => broker.Id.Value))
            events.Add(new BrokerRegistered(broker));

        var topics = image.Topics.All.OrderBy(topic => topic.Id.Value).ToList();
        foreach (var topic in topics)
            events.Add(new TopicCreated(topic.Id, topic.Name));
        AddPartitions(events, topics);
        foreach (var (resource, entries) in image.Configs.OrderBy(pair => pair.Key.Type).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal))
            events.Add(new ConfigsChanged(resource, [.. entries.Select(entry => new KeyValuePair<string, string?>(entry.Key, entry.Value))]));
        return events;
    }

    private static void AddPartitions(List<MetadataEvent> events, List<TopicImage> topics)
    {
        var changes = ImmutableArray.CreateBuilder<PartitionChange>();
        foreach (var topic in topics)
        {
            for (var index = 0; index < topic.Partitions.Count; index++)
            {
                changes.Add(new PartitionChange(new PartitionId(topic.Id, new PartitionIndex(index)), topic.Partitions[index]));
                if (changes.Count == PartitionsChanged.ChangesMax)
                    events.Add(new PartitionsChanged(changes.DrainToImmutable()));
            }
        }

        if (changes.Count > 0)
            events.Add(new PartitionsChanged(changes.DrainToImmutable()));
    }
}
