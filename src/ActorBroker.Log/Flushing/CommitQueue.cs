using ActorBroker.Log.Disk;
using ActorBroker.Log.State;
using ActorBroker.Model;

namespace ActorBroker.Log.Flushing;

/// <summary>
/// Those who wait until an offset of one log is durable. Asking starts a flush; while it runs, appends go on and more may ask: the next flush serves them all.
/// </summary>
/// <remarks>Owned by the log's owner, on whose thread everybody is told.</remarks>
/// <param name="log">The log.</param>
/// <param name="flusher">The log directory's.</param>
/// <param name="toOwner">Brings an action from the flusher's thread to the owner's: an actor sends it to itself.</param>
public sealed class CommitQueue(PartitionLog log, Flusher flusher, Action<Action> toOwner)
{
    private readonly Queue<Waiter> _waiters = [];

    /// <summary>How many wait.</summary>
    public int Count => _waiters.Count;

    /// <summary>True while a flush of the log is under way.</summary>
    public bool IsFlushing { get; private set; }

    /// <summary>
    /// Calls <paramref name="told"/> once: with null when all below <paramref name="upTo"/> is durable, at once if it is already;
    /// with the failure when the log's flush failed; with an <see cref="OffsetCutException"/> when the offset was cut before.
    /// </summary>
    /// <param name="upTo">At most the log's end; not below the one asked for before.</param>
    /// <param name="told">Must not throw.</param>
    public void WhenDurable(Offset upTo, Action<Exception?> told)
    {
        if (log.DurableOffset >= upTo)
        {
            told(null);
            return;
        }

        _waiters.Enqueue(new Waiter(upTo, told));
        Flush();
    }

    /// <summary>
    /// Starts a flush after which recovery need not read what lies below (<see cref="PartitionLog.PrepareFlush"/>), and calls
    /// <paramref name="told"/> when it is done, with the failure or null.
    /// </summary>
    /// <returns>False when a flush is under way, or there is nothing to flush; nobody is told then.</returns>
    /// <exception cref="LogDiskException">The disk failed; the log takes no more.</exception>
    public bool TryCheckpoint(Action<Exception?> told)
    {
        if (IsFlushing || log.Failure is not null || log.PrepareFlush(checkpoint: true) is not { } ticket)
            return false;

        Submit(ticket, told);
        return true;
    }

    /// <summary>The log was cut: those who wait for what is gone are told so.</summary>
    public void OnTruncated()
    {
        var end = log.State.LogEnd;
        for (var count = _waiters.Count; count > 0; count--)
        {
            var waiter = _waiters.Dequeue();
            if (waiter.UpTo > end)
                waiter.Told(new OffsetCutException(log.Id, waiter.UpTo, end));
            else
                _waiters.Enqueue(waiter);
        }

        Release();
    }

    private void Flush()
    {
        if (TryPrepare() is { } ticket)
            Submit(ticket, null);
        else if (log.Failure is { } failure)
            TellAll(failure);
    }

    /// <summary>Null when there is nothing to flush, a flush is under way, or the log failed, before or now.</summary>
    private FlushTicket? TryPrepare()
    {
        try
        {
            return log.Failure is null ? log.PrepareFlush() : null;
        }
        catch (LogDiskException)
        {
            return null;
        }
    }

    private void Submit(FlushTicket ticket, Action<Exception?>? told)
    {
        IsFlushing = true;
        flusher.Submit(ticket, outcome => toOwner(() => Complete(ticket, outcome, told)));
    }

    private void Complete(FlushTicket ticket, Exception? failure, Action<Exception?>? told)
    {
        IsFlushing = false;
        log.CompleteFlush(ticket, failure);
        Release();
        told?.Invoke(failure);
        if (_waiters.Count > 0)
            Flush();
    }

    private void Release()
    {
        while (_waiters.TryPeek(out var waiter) && waiter.UpTo <= log.DurableOffset)
            _waiters.Dequeue().Told(null);
    }

    private void TellAll(Exception failure)
    {
        while (_waiters.TryDequeue(out var waiter))
            waiter.Told(failure);
    }

    private readonly record struct Waiter(Offset UpTo, Action<Exception?> Told);
}
