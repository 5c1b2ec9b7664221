using System.Buffers;
using ActorBroker.Broker.Doors;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Wire;
using Akka.Event;

namespace ActorBroker.Broker.Groups;

/// <summary>Reads a partition of groups from its start to where it ended when this broker began to lead it, step by step.</summary>
/// <remarks>One step at a time, on the disk executor; in between its shard's.</remarks>
internal sealed class ShardLoader
{
    private const int StepBytes = 1024 * 1024;
    private const int InflatedBytesMax = 64 * 1024 * 1024;

    private readonly HostedPartition _hosted;
    private readonly ILoggingAdapter _logger;
    private readonly LeaderEpoch _epoch;
    private readonly Offset _end;

    /// <param name="hosted">The partition.</param>
    /// <param name="begun">The partition as it was when this broker began to lead it.</param>
    /// <param name="logger">Told of what cannot be read.</param>
    public ShardLoader(HostedPartition hosted, PartitionEntry begun, ILoggingAdapter logger)
    {
        var bounds = begun.View!.Bounds;
        (_hosted, _logger, _epoch, _end) = (hosted, logger, begun.LeaderEpoch, bounds.End);
        (Next, Seen) = (bounds.Start, begun);
    }

    public LoadedGroups Groups { get; } = new();

    /// <summary>What is read next.</summary>
    public Offset Next { get; private set; }

    /// <summary>The entry that the last step looked at.</summary>
    public PartitionEntry Seen { get; private set; }

    /// <summary>Reads on, at most about a megabyte.</summary>
    /// <exception cref="Log.Disk.LogDiskException">The disk failed.</exception>
    public LoadProgress Step()
    {
        Seen = _hosted.Entry;
        if (Seen.Status != PartitionStatus.Leader || Seen.LeaderEpoch != _epoch || Seen.View is not { } view)
            return LoadProgress.Lost;

        Next = Next < view.Bounds.Start ? view.Bounds.Start : Next;
        if (Next >= _end)
            return LoadProgress.Done;

        var upTo = view.Bounds.HighWatermark < _end ? view.Bounds.HighWatermark : _end;
        if (Next >= upTo)
            return LoadProgress.MustWait;

        try
        {
            Read(view.Read(Next, upTo, StepBytes), upTo);
        }
        catch (CorruptBatchException damage)
        {
            _logger.Error("Groups in partition {Partition} of {Topic} may have lost offsets: {Damage}", _hosted.Id.Index, CoordinatorTopic.Name, damage.Message);
            _hosted.Report(damage.ToDamage());
            Next = damage.Next;
        }

        return LoadProgress.More;
    }

    private void Read(ReadResult read, Offset upTo)
    {
        if (read.Status == ReadStatus.Superseded)
            return;
        if (read.Slice is not { } slice)
        {
            Next = upTo;
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(slice.BytesMax);
        try
        {
            using (slice)
                Apply(buffer.AsMemory(0, slice.CopyTo(buffer)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Apply(ReadOnlyMemory<byte> bytes)
    {
        while (RecordBatch.TryOpen(bytes.Span, out var batch))
        {
            var length = batch.Bytes.Length;
            if (!batch.IsControl)
                ApplyRecords(bytes[..length]);
            Next = batch.LastOffset + 1;
            bytes = bytes[length..];
        }
    }

    private void ApplyRecords(ReadOnlyMemory<byte> batch)
    {
        using var records = BatchRecords.Open(batch, InflatedBytesMax);
        foreach (var record in records)
        {
            if (record.Offset < Next || record.Key.IsNull)
                continue;

            try
            {
                var value = record.Value.IsNull ? (ReadOnlyMemory<byte>?)null : record.Value.Span.ToArray();
                if (GroupRecordFormat.Read(record.Key.Span.ToArray(), value) is { } read)
                    Groups.Apply(read.Group, read.Record);
            }
            catch (MalformedMessageException malformed)
            {
                _logger.Error(malformed, "Record {Offset} in partition {Partition} of {Topic} is not understood, and is left out.", record.Offset, _hosted.Id.Index, CoordinatorTopic.Name);
            }
        }
    }
}
