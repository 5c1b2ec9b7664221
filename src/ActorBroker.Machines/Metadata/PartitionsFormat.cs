using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>
/// The body of <see cref="PartitionsChanged"/>, version 1; a topic's id is written once for all its partitions that follow each other:
/// <code>
/// runs (topicId:byte[16] partitions (index shape leader+1 leaderEpoch epoch replicas [isr] [elr] [lastKnownElr] [adding] [removing])*)*
/// </code>
/// <c>shape</c> is a byte that tells which of the bracketed lists follow; without one, the ISR is the replicas and the others are empty.
/// </summary>
internal static class PartitionsFormat
{
    private const byte OwnIsr = 1;
    private const byte HasElr = 2;
    private const byte HasLastKnownElr = 4;
    private const byte HasAdding = 8;
    private const byte HasRemoving = 16;
    private const byte Shapes = OwnIsr | HasElr | HasLastKnownElr | HasAdding | HasRemoving;

    private const int RunBytesMin = 17;
    private const int PartitionBytesMin = 7;

    public static void Write(MetadataWriter writer, ImmutableArray<PartitionChange> changes)
    {
        writer.WriteNumber(CountRuns(changes));
        for (var start = 0; start < changes.Length;)
        {
            var end = EndOfRun(changes, start);
            writer.WriteGuid(changes[start].Id.Topic.Value);
            writer.WriteNumber(end - start);
            for (; start < end; start++)
                Write(writer, changes[start]);
        }
    }

    public static ImmutableArray<PartitionChange> Read(ref MetadataReader reader)
    {
        var changes = ImmutableArray.CreateBuilder<PartitionChange>();
        for (var runs = reader.ReadCount(RunBytesMin); runs > 0; runs--)
        {
            var topic = new TopicId(reader.ReadGuid());
            for (var left = reader.ReadCount(PartitionBytesMin); left > 0; left--)
                changes.Add(Read(ref reader, topic));
        }

        return changes.DrainToImmutable();
    }

    private static void Write(MetadataWriter writer, in PartitionChange change)
    {
        var state = change.State;
        var shape = ShapeOf(state);
        writer.WriteNumber(change.Id.Index.Value);
        writer.WriteByte(shape);
        writer.WriteNumber(state.Leader.Value + 1L);
        writer.WriteNumber(state.LeaderEpoch.Value);
        writer.WriteNumber(state.Epoch.Value);
        writer.WriteBrokers(state.Replicas);
        WriteIf(writer, shape & OwnIsr, state.Isr);
        WriteIf(writer, shape & HasElr, state.Elr);
        WriteIf(writer, shape & HasLastKnownElr, state.LastKnownElr);
        WriteIf(writer, shape & HasAdding, state.Adding);
        WriteIf(writer, shape & HasRemoving, state.Removing);
    }

    private static void WriteIf(MetadataWriter writer, int part, ImmutableArray<BrokerId> brokers)
    {
        if (part != 0)
            writer.WriteBrokers(brokers);
    }

    private static PartitionChange Read(ref MetadataReader reader, TopicId topic)
    {
        var index = new PartitionIndex(reader.ReadInt32());
        var shape = reader.ReadByte();
        if ((shape & ~Shapes) != 0)
            throw MetadataReader.Malformed("a partition has a shape that nobody writes");

        var leader = new BrokerId((int)(reader.ReadNumber(int.MaxValue + 1L) - 1));
        var leaderEpoch = new LeaderEpoch(reader.ReadInt32());
        var epoch = new PartitionEpoch(reader.ReadInt32());
        var replicas = reader.ReadBrokers();
        var state = new PartitionImage
        {
            Replicas = replicas,
            Isr = (shape & OwnIsr) != 0 ? reader.ReadBrokers() : replicas,
            Leader = leader,
            LeaderEpoch = leaderEpoch,
            Epoch = epoch,
            Elr = (shape & HasElr) != 0 ? reader.ReadBrokers() : [],
            LastKnownElr = (shape & HasLastKnownElr) != 0 ? reader.ReadBrokers() : [],
            Adding = (shape & HasAdding) != 0 ? reader.ReadBrokers() : [],
            Removing = (shape & HasRemoving) != 0 ? reader.ReadBrokers() : [],
        };
        return state.IsSound
            ? new PartitionChange(new PartitionId(topic, index), state)
            : throw MetadataReader.Malformed("a partition's roles contradict each other");
    }

    private static byte ShapeOf(PartitionImage state)
    {
        var shape = state.Isr.SequenceEqual(state.Replicas) ? 0 : OwnIsr;
        shape |= state.Elr.IsEmpty ? 0 : HasElr;
        shape |= state.LastKnownElr.IsEmpty ? 0 : HasLastKnownElr;
        shape |= state.Adding.IsEmpty ? 0 : HasAdding;
        shape |= state.Removing.IsEmpty ? 0 : HasRemoving;
        return (byte)shape;
    }

    private static int CountRuns(ImmutableArray<PartitionChange> changes)
    {
        var runs = 0;
        for (var start = 0; start < changes.Length; start = EndOfRun(changes, start))
            runs++;
        return runs;
    }

    private static int EndOfRun(ImmutableArray<PartitionChange> changes, int start)
    {
        var end = start + 1;
        while (end < changes.Length && changes[end].Id.Topic == changes[start].Id.Topic)
            end++;
        return end;
    }
}
