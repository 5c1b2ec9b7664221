using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>Keeps events in memory, as long as the journal actor lives. Nothing is serialized.</summary>
public class MemoryJournal : AsyncWriteJournal
{
    private static readonly Task<IImmutableList<Exception?>?> Written = Task.FromResult<IImmutableList<Exception?>?>(null);

    private readonly Dictionary<string, Stream> _streams = [];

    /// <inheritdoc/>
    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        if (!_streams.TryGetValue(persistenceId, out var stream))
            return Task.CompletedTask;

        foreach (var @event in stream.Events)
        {
            if (@event.SequenceNr > toSequenceNr || max <= 0)
                break;
            if (@event.SequenceNr < fromSequenceNr)
                continue;
            max--;
            recoveryCallback(@event);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        Task.FromResult(_streams.TryGetValue(persistenceId, out var stream) ? stream.HighestSequenceNr : 0L);

    /// <inheritdoc/>
    protected override Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        foreach (var write in messages)
        {
            if (!_streams.TryGetValue(write.PersistenceId, out var stream))
                _streams[write.PersistenceId] = stream = new Stream();
            stream.Events.AddRange(write.Events.Select(Untagged));
            stream.HighestSequenceNr = Math.Max(stream.HighestSequenceNr, write.HighestSequenceNr);
        }

        return Written;
    }

    /// <inheritdoc/>
    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr)
    {
        if (_streams.TryGetValue(persistenceId, out var stream))
            stream.Events.RemoveAll(@event => @event.SequenceNr <= toSequenceNr);
        return Task.CompletedTask;
    }

    // Tags are for queries, which this journal does not have.
    private static IPersistentRepresentation Untagged(IPersistentRepresentation @event) =>
        @event.Payload is Tagged tagged ? @event.WithPayload(tagged.Payload) : @event;

    private sealed class Stream
    {
        public List<IPersistentRepresentation> Events { get; } = [];

        public long HighestSequenceNr { get; set; }
    }
}
