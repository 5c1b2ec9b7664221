using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>One replay: finds the highest sequence number, then reads the events, through adapters and filter, to the actor.</summary>
internal sealed class EventReplay(
    IAsyncRecovery journal,
    PluginBreaker breaker,
    IActorContext context,
    ReplayMessages request,
    Func<IPersistentRepresentation, IEnumerable<IPersistentRepresentation>> adapt,
    ReplayFilter filter)
{
    /// <param name="succeeded">Gets the highest sequence number, behind the last event.</param>
    /// <param name="failed">Gets the error.</param>
    public void Run(Action<long> succeeded, Action<Exception> failed) =>
        breaker.Call(
            () => journal.ReadHighestSequenceNrAsync(request.PersistenceId, Math.Max(0, request.FromSequenceNr - 1)),
            highest => Replay(highest, succeeded, failed),
            failed);

    private void Replay(long highest, Action<long> succeeded, Action<Exception> failed)
    {
        var to = Math.Min(request.ToSequenceNr, highest);
        if (highest == 0 || request.FromSequenceNr > to)
        {
            succeeded(highest);
            return;
        }

        PluginCall.WhenEnded(
            () => journal.ReplayMessagesAsync(context, request.PersistenceId, request.FromSequenceNr, to, request.Max, OnEvent),
            () =>
            {
                filter.Flush();
                if (filter.Failure is null)
                    succeeded(highest);
                else
                    failed(filter.Failure);
            },
            failed);
    }

    private void OnEvent(IPersistentRepresentation @event)
    {
        if (@event.IsDeleted)
            return;

        foreach (var adapted in adapt(@event))
            filter.Pass(adapted);
    }
}
