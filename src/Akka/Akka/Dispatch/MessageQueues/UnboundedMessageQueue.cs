using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>
/// The default queue: without limit, any number of senders, one reader at a time, first in first out.
/// </summary>
/// <remarks>
/// An empty queue owns nothing but itself, and a queue that never holds more than one message allocates nothing:
/// the message lies in the queue. More go to a chain of chunks; the reader takes the whole chain at once and reads it without
/// touching what senders write, so that the two meet once per chain and not once per message.
/// The lock is held for a few instructions, never while anything is called; see <see cref="SpinGate"/>.
/// </remarks>
public class UnboundedMessageQueue : IMessageQueue, IUnboundedMessageQueueSemantics
{
    private SpinGate _gate;
    private Envelope _single;
    private bool _hasSingle;
    private MessageChunk? _first;
    private MessageChunk? _last;
    private MessageChunk? _reading;
    private IMessageQueue? _closedTo;

    public bool HasMessages =>
        Volatile.Read(ref _hasSingle) || Volatile.Read(ref _reading) is { IsEmpty: false } || Volatile.Read(ref _first) is not null;

    public int Count
    {
        get
        {
            _gate.Enter();
            var count = _hasSingle ? 1 : 0;
            for (var chunk = _first; chunk is not null; chunk = chunk.Next)
                count += chunk.Count;
            for (var chunk = _reading; chunk is not null; chunk = chunk.Next)
                count += chunk.Count;
            _gate.Exit();
            return count;
        }
    }

    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        _gate.Enter();
        if (_closedTo is not null)
        {
            _gate.Exit();
            _closedTo.Enqueue(receiver, envelope);
            return;
        }

        if (_last is not null)
            Append(envelope);
        else if (!_hasSingle)
            KeepSingle(envelope);
        else
            _first = _last = MessageChunk.Rent(envelope);
        _gate.ExitWithFence();
    }

    public bool TryDequeue(out Envelope envelope)
    {
        while (_reading is not null)
        {
            if (_reading.TryTake(out envelope))
                return true;
            var next = _reading.Next;
            MessageChunk.Return(_reading);
            _reading = next;
        }

        return TryTakeWhatCame(out envelope);
    }

    /// <inheritdoc/>
    /// <remarks>From then on the queue passes what it gets on to <paramref name="deadletters"/>, so that no late message is lost.</remarks>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        _gate.Enter();
        _closedTo = deadletters;
        _gate.Exit();
        while (TryDequeue(out var envelope))
            deadletters.Enqueue(owner, envelope);
    }

    private void KeepSingle(Envelope envelope)
    {
        _single = envelope;
        _hasSingle = true;
    }

    private void Append(Envelope envelope)
    {
        if (!_last!.TryAdd(envelope))
            _last = _last.Next = MessageChunk.Rent(envelope);
    }

    private bool TryTakeWhatCame(out Envelope envelope)
    {
        if (!Volatile.Read(ref _hasSingle) && Volatile.Read(ref _first) is null)
        {
            envelope = default;
            return false;
        }

        _gate.Enter();
        envelope = _single;
        _single = default;
        _hasSingle = false;
        _reading = _first;
        _first = null;
        _last = null;
        _gate.Exit();
        return envelope.Message is not null || TryDequeue(out envelope);
    }
}
