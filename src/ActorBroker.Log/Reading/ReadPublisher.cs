using ActorBroker.Log.State;

namespace ActorBroker.Log.Reading;

/// <summary>Makes the views that a log's readers see. Called by the log's owner; <see cref="View"/> belongs to any thread.</summary>
internal sealed class ReadPublisher
{
    private LeaseGate _gate = new();
    private ContentSource _source;
    private TailBuffers _tail = TailBuffers.Empty;
    private ReadView _view;

    /// <summary>Publishes a log that is not loaded; the first reader loads what it needs.</summary>
    public ReadPublisher(LogContext context, Func<PartitionLogOptions> options, ReplicaState state)
    {
        _source = Cold(context, options, state, state.ActiveBase <= state.LogStart ? 0 : null);
        _view = MakeView(state);
    }

    /// <summary>The newest view.</summary>
    public ReadView View => Volatile.Read(ref _view);

    /// <summary>The gate of the present content.</summary>
    public LeaseGate Gate => _gate;

    /// <summary>Publishes other bounds of the same content.</summary>
    public void Publish(ReplicaState state) => Volatile.Write(ref _view, MakeView(state));

    /// <summary>Publishes other segments, epochs or damage.</summary>
    public void Publish(LoadedLog log, ReplicaState state)
    {
        var content = log.ToContent(_gate);
        _source.Fulfil(content);
        _source = new ContentSource(content);
        Publish(state);
    }

    /// <summary>The log goes out of memory.</summary>
    public void Unload(LogContext context, Func<PartitionLogOptions> options, ReplicaState state)
    {
        _tail = _tail.Clear();
        _source = Cold(context, options, state, _source.ClosedBytesIfKnown);
        Publish(state);
    }

    /// <summary>Keeps lent buffers for readers of the next view.</summary>
    public void Keep(ReadOnlySpan<LogChunk> chunks, int bytesMax)
    {
        foreach (var chunk in chunks)
        {
            if (chunk.Share is { } share)
                _tail = _tail.Add(chunk.Batches, share, bytesMax);
        }
    }

    /// <summary>Gives the lent buffers back. Views that were published find nothing in memory any more, and read from files.</summary>
    public void DropTail() => _tail = _tail.Clear();

    /// <summary>From now on nobody gets a lease through the views published so far.</summary>
    /// <param name="keepsTail">True when the newest batches stay as they are.</param>
    /// <returns>True when there are no leases on files, so that they may be changed in place.</returns>
    public bool CloseGate(bool keepsTail = false)
    {
        var isFree = _gate.Close();
        _gate = new LeaseGate();
        if (!keepsTail)
            _tail = _tail.Clear();
        return isFree;
    }

    private ContentSource Cold(LogContext context, Func<PartitionLogOptions> options, ReplicaState state, long? closedBytes)
    {
        var gate = _gate;
        return new ContentSource(() => new LogLoader(context, options(), state).LoadForReading(gate), closedBytes);
    }

    private ReadView MakeView(ReplicaState state)
    {
        var bounds = new LogBounds(state.LogStart, state.LastStable, state.HighWatermark, state.LogEnd);
        return new ReadView(bounds, _source, _tail, state.ActiveBytes);
    }
}
