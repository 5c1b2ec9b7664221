namespace ActorBroker.Journal.Events;

/// <summary>
/// Runs of events in linked lists, one list for each actor, in chunks that never move: 24 bytes for each run. A place is a number from 1 on; 0 is none.
/// </summary>
/// <remarks>One owner.</remarks>
internal sealed class EventRunPool
{
    private const int ChunkRuns = 4096;

    private readonly List<Node[]> _chunks = [];
    private int _used;
    private int _firstFree;

    /// <summary>The run at a place.</summary>
    public EventRun this[int place]
    {
        get
        {
            ref var node = ref At(place);
            return new EventRun(node.SequenceNr, node.Offset, node.Count);
        }

        set
        {
            ref var node = ref At(place);
            (node.SequenceNr, node.Offset, node.Count) = (value.SequenceNr, value.Offset, value.Count);
        }
    }

    /// <summary>The place of the run behind; 0 for none.</summary>
    public int Next(int place) => At(place).Next;

    /// <summary>Has a run follow another.</summary>
    public void Link(int place, int next) => At(place).Next = next;

    /// <summary>Takes a place for a run that nothing follows.</summary>
    public int Add(EventRun run)
    {
        var place = _firstFree;
        if (place != 0)
        {
            _firstFree = At(place).Next;
        }
        else
        {
            if (_used == _chunks.Count * ChunkRuns)
                _chunks.Add(new Node[ChunkRuns]);
            place = ++_used;
        }

        At(place) = default;
        this[place] = run;
        return place;
    }

    /// <summary>Gives a place back.</summary>
    public void Remove(int place)
    {
        At(place).Next = _firstFree;
        _firstFree = place;
    }

    private ref Node At(int place) => ref _chunks[(place - 1) / ChunkRuns][(place - 1) % ChunkRuns];

    private struct Node
    {
        public long SequenceNr;
        public long Offset;
        public int Count;
        public int Next;
    }
}
