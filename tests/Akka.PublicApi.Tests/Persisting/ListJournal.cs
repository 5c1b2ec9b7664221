using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace Akka.PublicApi.Tests.Persisting;

/// <summary>A journal as an application writes its own: a list of events for each actor.</summary>
internal sealed class ListJournal : AsyncWriteJournal
{
    private readonly ConcurrentDictionary<string, ImmutableList<IPersistentRepresentation>> _events = new();

    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        await Task.Yield();
        var wanted = EventsOf(persistenceId).Where(@event => @event.SequenceNr >= fromSequenceNr && @event.SequenceNr <= toSequenceNr);
        foreach (var @event in wanted.Take((int)Math.Min(max, int.MaxValue)))
            recoveryCallback(@event);
    }

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        Task.FromResult(EventsOf(persistenceId).LastOrDefault()?.SequenceNr ?? 0);

    protected override Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        foreach (var write in messages)
        {
            var events = (IEnumerable<IPersistentRepresentation>)write.Payload;
            _events.AddOrUpdate(write.PersistenceId, _ => [.. events], (_, before) => before.AddRange(events));
        }

        return Task.FromResult<IImmutableList<Exception?>?>(null);
    }

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr)
    {
        _events[persistenceId] = EventsOf(persistenceId).RemoveAll(@event => @event.SequenceNr <= toSequenceNr);
        return Task.CompletedTask;
    }

    private ImmutableList<IPersistentRepresentation> EventsOf(string persistenceId) => _events.GetValueOrDefault(persistenceId, []);
}
