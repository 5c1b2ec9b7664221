using ActorBroker.Journal.Payloads;
using ActorBroker.Journal.Plugins;
using ActorBroker.Journal.Storage;
using Akka.Persistence;

namespace ActorBroker.Journal.Snapshots;

/// <summary>A snapshot to be saved; answered with its offset when it is durable.</summary>
internal sealed class SaveRequest(SnapshotIndex index, PayloadSerializer payloads, SnapshotMetadata metadata, object snapshot)
    : AnsweredRequest<long>
{
    private readonly FieldWriter _bytes = new();

    public override void Run(RecordLog log)
    {
        int keyLength;
        try
        {
            keyLength = Encode(log.WriteBytesMax);
        }
        catch (Exception exception)
        {
            // The serializers are the user's: whatever they throw says that this cannot be saved.
            Fail(exception);
            return;
        }

        log.BeginUnit(_bytes.Length);
        var timestamp = log.Now.ToUnixTimeMilliseconds();
        var offset = log.Stage(timestamp, _bytes.Written[..keyLength], _bytes.Written[keyLength..]);
        var stored = new StoredSnapshot(metadata.SequenceNr, metadata.Timestamp.Ticks, offset);
        index.Add(PersistenceIdDigest.Of(metadata.PersistenceId), stored);
        log.WhenDurable(failure => End(offset, failure));
    }

    private int Encode(int bytesMax)
    {
        SnapshotKey.Write(_bytes, metadata.PersistenceId, metadata.SequenceNr, metadata.Timestamp.Ticks);
        var keyLength = _bytes.Length;
        SnapshotValue.Write(_bytes, payloads, snapshot);
        return _bytes.Length <= bytesMax ? keyLength : throw new OversizedWriteException(metadata.PersistenceId, _bytes.Length, bytesMax);
    }
}
