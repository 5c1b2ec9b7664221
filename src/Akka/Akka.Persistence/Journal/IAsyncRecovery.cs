using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>Reads events from a journal.</summary>
public interface IAsyncRecovery
{
    /// <summary>Gives the events of one actor, in the order of their sequence numbers, to a callback, one at a time.</summary>
    /// <param name="context">The journal's.</param>
    /// <param name="persistenceId">Whose events.</param>
    /// <param name="fromSequenceNr">The first, inclusive.</param>
    /// <param name="toSequenceNr">The last, inclusive.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="recoveryCallback">May be called from any thread, but not after the task has ended.</param>
    /// <returns>Ends after the last event; fails if they cannot be read.</returns>
    Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback);

    /// <summary>The highest sequence number ever written for an actor, also if the event was deleted; 0 if there is none.</summary>
    /// <param name="persistenceId">Whose.</param>
    /// <param name="fromSequenceNr">A hint: the answer is not lower, if there are events at all.</param>
    Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr);
}
