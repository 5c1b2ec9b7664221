using Akka.Dispatch;

namespace Akka.Actor.Internal;

/// <summary>The stash of one incarnation of an actor.</summary>
/// <remarks>Threading: the actor's own thread only.</remarks>
public abstract class AbstractStash : IStash
{
    private readonly ActorCell _cell;
    private readonly LinkedList<Envelope> _stashed = new();

    /// <exception cref="NotSupportedException">The actor's mailbox cannot take messages back at its head.</exception>
    protected AbstractStash(IActorContext context)
        : this(context, capacity: -1)
    {
    }

    private protected AbstractStash(IActorContext context, int capacity)
    {
        _cell = (ActorCell)context;
        Capacity = capacity;
        if (_cell.Mailbox.MessageQueue is not IDequeBasedMessageQueueSemantics)
        {
            throw new NotSupportedException(
                $"The mailbox of [{_cell.Self}] is not deque-based. Name one for the actor, e.g. " +
                "my-mailbox { mailbox-type = \"Akka.Dispatch.UnboundedDequeBasedMailbox\" }, or let it implement IWithUnboundedStash");
        }
    }

    public virtual int Capacity { get; }

    public int Count => _stashed.Count;

    public bool IsEmpty => _stashed.Count == 0;

    public bool NonEmpty => !IsEmpty;

    public bool IsFull => Capacity >= 0 && _stashed.Count >= Capacity;

    public void Stash()
    {
        var envelope = _cell.CurrentEnvelope;
        if (envelope.Message is null)
            throw new IllegalActorStateException("There is no message in hand to stash");
        if (_cell.Extras.HasStashedCurrent)
            throw new IllegalActorStateException($"Can't stash the same message {envelope.Message} more than once");
        if (IsFull)
            throw new StashOverflowException($"Couldn't enqueue message {envelope.Message} to stash of {_cell.Self}: it holds {Capacity} messages");
        _stashed.AddLast(envelope);
        _cell.Extras.HasStashedCurrent = true;
    }

    public void Unstash()
    {
        if (_stashed.First is not { } first)
            return;
        _stashed.RemoveFirst();
        ToMailbox(first.Value);
    }

    public void UnstashAll() => UnstashAll(static _ => true);

    public void UnstashAll(Func<Envelope, bool> filterPredicate)
    {
        for (var node = _stashed.Last; node is not null; node = node.Previous)
        {
            if (filterPredicate(node.Value))
                ToMailbox(node.Value);
        }

        _stashed.Clear();
    }

    public IEnumerable<Envelope> ClearStash()
    {
        var stashed = _stashed.ToArray();
        _stashed.Clear();
        return stashed;
    }

    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Reverse())
            _stashed.AddFirst(envelope);
    }

    private void ToMailbox(Envelope envelope) =>
        ((IDequeBasedMessageQueueSemantics)_cell.Mailbox.MessageQueue).EnqueueFirst(envelope);
}
