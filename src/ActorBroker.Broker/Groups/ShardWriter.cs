using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using Akka.Actor;

namespace ActorBroker.Broker.Groups;

/// <summary>Appends groups' records to their partition, and tells each group when its own are committed.</summary>
/// <remarks>Owned by one shard, for one time of leading. The partition's answers come back to the shard, which hands them in.</remarks>
internal sealed class ShardWriter(HostedPartition hosted, IActorRef shard) : IAppendReceiver
{
    private readonly Dictionary<int, PendingWrite> _pending = [];
    private int _tag;

    /// <summary>Writes a group's records, in as many batches as they take.</summary>
    /// <param name="request">The records.</param>
    /// <param name="group">Told when they are committed, or that they are too large.</param>
    /// <param name="now">The time, for the records' timestamps.</param>
    public void Write(WriteRecords request, IActorRef group, DateTimeOffset now)
    {
        var settings = hosted.Entry.Settings;
        var time = now.ToUnixTimeMilliseconds();
        if (Batches(request, settings.Validation.BatchBytesMax, time) is not { } batches)
        {
            group.Tell(RecordsRefused.Instance);
            return;
        }

        var write = new PendingWrite(group) { Left = batches.Count };
        foreach (var batch in batches)
        {
            _pending.Add(++_tag, write);
            hosted.Actor.Tell(new AppendRequest
            {
                Batch = batch,
                Validation = RecordBatchValidator.Validate(batch, settings.Validation, time),
                Acks = Acks.All,
                Receiver = this,
                Tag = _tag,
            });
        }
    }

    /// <summary>Takes an answer that the shard was told of.</summary>
    /// <returns>False when the records were not committed: what the groups have in memory is not what is kept.</returns>
    public bool OnAnswer(ShardAppended appended)
    {
        if (appended.Error != ErrorCode.None || !_pending.Remove(appended.Tag, out var write))
            return false;
        if (--write.Left == 0)
            write.Group.Tell(RecordsKept.Instance);
        return true;
    }

    void IAppendReceiver.OnAppended(int tag, in AppendAnswer answer) => shard.Tell(new ShardAppended(this, tag, answer.Error));

    /// <summary>The records in batches; null when one of them is larger than a batch may be.</summary>
    private static List<byte[]>? Batches(WriteRecords request, int bytesMax, long time)
    {
        var options = RecordBatchOptions.Default with { BytesMax = Math.Max(bytesMax, RecordBatchFormat.HeaderBytes) };
        var batches = new List<byte[]>();
        for (var index = 0; index < request.Records.Length;)
        {
            using var builder = new RecordBatchBuilder(options);
            while (index < request.Records.Length && TryAppend(builder, request.Group, request.Records[index], time))
                index++;
            if (builder.Count == 0)
                return null;
            batches.Add(builder.ToArray());
        }

        return batches;
    }

    private static bool TryAppend(RecordBatchBuilder builder, string group, GroupRecord record, long time) =>
        builder.TryAppend(time, GroupRecordFormat.KeyOf(group, record), GroupRecordFormat.ValueOf(record));

    private sealed class PendingWrite(IActorRef group)
    {
        public IActorRef Group { get; } = group;

        public int Left { get; set; }
    }
}
