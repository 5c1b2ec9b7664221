using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence.Journal;

/// <summary>
/// Finds, within a window of events, those of an old writer that lie among the events of a new one, and deals with them as
/// <see cref="ReplayFilterMode"/> says. Not an actor: it works on the thread that reads the events.
/// </summary>
internal sealed class ReplayFilter(Action<IPersistentRepresentation> next, ReplayFilterMode mode, int windowSize, int writersMax, ActorSystem system)
{
    private readonly LinkedList<IPersistentRepresentation> _window = [];
    private readonly Queue<string> _oldWriters = [];
    private string? _writer;
    private long _sequenceNr;

    /// <summary>Why the replay has failed; null if it has not.</summary>
    public Exception? Failure { get; private set; }

    public void Pass(IPersistentRepresentation @event)
    {
        if (mode == ReplayFilterMode.Disabled)
        {
            next(@event);
            return;
        }

        if (Failure is not null)
            return;
        if (_window.Count >= windowSize)
            PassFirst();

        if (@event.WriterGuid == _writer)
            FromSameWriter(@event);
        else if (_oldWriters.Contains(@event.WriterGuid))
            Suspect(@event, "from an old writer", keepWhenWarned: true);
        else
            FromNewWriter(@event);
    }

    /// <summary>Passes on what is left in the window.</summary>
    public void Flush()
    {
        while (_window.Count > 0 && Failure is null)
            PassFirst();
    }

    // An equal number is right: an event adapter makes several events of one.
    private void FromSameWriter(IPersistentRepresentation @event)
    {
        if (@event.SequenceNr < _sequenceNr)
        {
            Suspect(@event, $"behind the sequence number {_sequenceNr} of the same writer", keepWhenWarned: true);
            return;
        }

        _sequenceNr = @event.SequenceNr;
        _window.AddLast(@event);
    }

    private void FromNewWriter(IPersistentRepresentation @event)
    {
        if (_writer is not null)
            _oldWriters.Enqueue(_writer);
        if (_oldWriters.Count > writersMax)
            _oldWriters.Dequeue();

        (_writer, _sequenceNr) = (@event.WriterGuid, @event.SequenceNr);
        for (var node = _window.First; node is not null && Failure is null;)
        {
            var following = node.Next;
            if (node.Value.SequenceNr >= _sequenceNr && Suspect(node.Value, $"before the first event of the new writer {_writer}", keepWhenWarned: false))
                _window.Remove(node);
            node = following;
        }

        _window.AddLast(@event);
    }

    // True if the event is to be left out.
    private bool Suspect(IPersistentRepresentation @event, string why, bool keepWhenWarned)
    {
        var text = $"Invalid replayed event [{@event.SequenceNr}] of persistenceId [{@event.PersistenceId}] by writer [{@event.WriterGuid}]: it is {why}. "
            + "Two persistent actors with the same persistenceId may have been active at the same time.";
        var log = Logging.GetLogger(system, typeof(ReplayFilter));
        switch (mode)
        {
            case ReplayFilterMode.Fail:
                log.Error(text);
                Failure = new Pattern.IllegalStateException(text);
                return true;
            case ReplayFilterMode.RepairByDiscardOld:
                log.Error(text);
                return true;
            default:
                log.Warning(text);
                if (keepWhenWarned)
                    _window.AddLast(@event);
                return false;
        }
    }

    private void PassFirst()
    {
        var first = _window.First!.Value;
        _window.RemoveFirst();
        next(first);
    }
}
