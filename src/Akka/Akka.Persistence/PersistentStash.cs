using Akka.Actor;

namespace Akka.Persistence;

/// <summary>
/// The stash that a persistent actor's own code uses. What it unstashes goes to the front of the internal stash, from where
/// commands are taken one by one, so that none overtakes another while events are written.
/// </summary>
internal sealed class PersistentStash(IStash own, IStash @internal) : IStash
{
    public int Capacity => own.Capacity;

    public int Count => own.Count;

    public bool IsEmpty => own.IsEmpty;

    public bool IsFull => own.IsFull;

    public bool NonEmpty => own.NonEmpty;

    public void Stash() => own.Stash();

    public void Unstash()
    {
        var all = own.ClearStash().ToList();
        @internal.Prepend(all.Take(1));
        own.Prepend(all.Skip(1));
    }

    public void UnstashAll() => @internal.Prepend(own.ClearStash());

    public void UnstashAll(Func<Envelope, bool> predicate) => @internal.Prepend(own.ClearStash().Where(predicate));

    public IEnumerable<Envelope> ClearStash() => own.ClearStash();

    public void Prepend(IEnumerable<Envelope> envelopes) => own.Prepend(envelopes);

    /// <summary>Gives everything back to the mailbox, past the internal stash: the actor stops or starts anew.</summary>
    public void ReturnToMailbox(Func<Envelope, bool> predicate) => own.UnstashAll(predicate);
}
