using ActorBroker.Broker.Doors;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Hosting.Metrics;

/// <summary>Finds when the first batch that a group has not read was made: from the batch's header, which may have to be read from a disk.</summary>
/// <remarks>
/// What was found once is kept while the group stays where it is; and no more than a number of places is looked up at once, in turns. One caller at a
/// time, on a thread that may wait for disks.
/// </remarks>
internal sealed class UnreadTimes(int looksMax)
{
    private Dictionary<(PartitionId Partition, Offset Committed), long?> _known = [];
    private int _turn;

    /// <summary>The places, with what is known of each.</summary>
    public GroupPlace[] Of(IReadOnlyList<GroupPlace> places)
    {
        var known = new Dictionary<(PartitionId, Offset), long?>();
        var unknown = new List<GroupPlace>();
        foreach (var place in places)
        {
            if (place is not { Hosted: { } hosted, Lag: > 0 })
                continue;
            if (_known.TryGetValue((hosted.Id, place.Committed), out var since))
                known[(hosted.Id, place.Committed)] = since;
            else
                unknown.Add(place);
        }

        var looks = Math.Min(looksMax, unknown.Count);
        for (var look = 0; look < looks; look++)
        {
            var place = unknown[(_turn + look) % unknown.Count];
            known[(place.Hosted!.Id, place.Committed)] = Find(place.Hosted.Entry, place.Committed);
        }

        _turn = unknown.Count > looks ? _turn + looks : 0;
        _known = known;
        return [.. places.Select(place => place with { UnreadSince = place.Hosted is null ? null : known.GetValueOrDefault((place.Hosted.Id, place.Committed)) })];
    }

    /// <summary>The time of the first record in the batch that holds the offset; of the append, where the topic keeps that. Null where none is told.</summary>
    private static long? Find(PartitionEntry entry, Offset committed)
    {
        if (entry.View is not { Bounds: var bounds } view)
            return null;

        try
        {
            var read = view.Read(Offset.Max(committed, bounds.Start), bounds.HighWatermark, 1);
            if (read is not { Status: ReadStatus.Found, Slice: { } found })
                return null;

            using var slice = found;
            Span<byte> header = stackalloc byte[RecordBatchFormat.HeaderBytes];
            if (!slice.TryReadHeader(header))
                return null;

            var batch = RecordBatch.OpenHeader(header);
            return (batch.IsLogAppendTime ? batch.MaxTimestamp : batch.BaseTimestamp) is var time and >= 0 ? time : null;
        }
        catch (Exception failure) when (failure is LogDiskException or CorruptBatchException or NewerFormatException or SupersededException)
        {
            return null;
        }
    }
}
