using ActorBroker.Journal.Payloads;
using ActorBroker.Journal.Storage;
using Akka.Persistence;

namespace ActorBroker.Journal.Events;

/// <summary>The bytes of one atomic write, made whole before any of them is staged, in memory that is used again.</summary>
/// <remarks>Owned by the journal.</remarks>
internal sealed class WriteEncoding(PayloadSerializer payloads)
{
    private const long NoTimestamp = -1;

    private readonly FieldWriter _bytes = new();
    private readonly List<(long SequenceNr, long Timestamp, int KeyEnd, int End)> _records = [];

    /// <summary>Encodes a write, in place of the one before.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="events">Its events.</param>
    /// <param name="previous">The number of the actor's event before; 0 for none.</param>
    /// <param name="bytesMax">The most bytes that it may take.</param>
    /// <exception cref="OversizedWriteException">It takes too many bytes.</exception>
    /// <exception cref="Exception">Whatever the payloads' serializers throw.</exception>
    public void Encode(string id, IEnumerable<IPersistentRepresentation> events, long previous, int bytesMax)
    {
        _bytes.Clear();
        _records.Clear();
        foreach (var @event in events)
        {
            EventKey.WriteEvent(_bytes, @event.SequenceNr, id);
            var keyEnd = _bytes.Length;
            EventValue.Write(_bytes, payloads, @event, previous);
            _records.Add((@event.SequenceNr, ToMilliseconds(@event.Timestamp), keyEnd, _bytes.Length));
            if (_bytes.Length > bytesMax)
                throw new OversizedWriteException(id, _bytes.Length, bytesMax);

            previous = @event.SequenceNr;
        }
    }

    /// <summary>Stages what was encoded as one unit, and notes it in the index.</summary>
    public void Stage(RecordLog log, EventIndex index, UInt128 digest)
    {
        log.BeginUnit(_bytes.Length);
        var start = 0;
        foreach (var (sequenceNr, timestamp, keyEnd, end) in _records)
        {
            var offset = log.Stage(timestamp, _bytes.Written[start..keyEnd], _bytes.Written[keyEnd..end]);
            index.Add(digest, sequenceNr, offset);
            start = end;
        }
    }

    private static long ToMilliseconds(long ticks) =>
        ticks < DateTime.UnixEpoch.Ticks ? NoTimestamp : (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
}
