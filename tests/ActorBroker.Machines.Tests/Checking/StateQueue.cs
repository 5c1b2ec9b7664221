namespace ActorBroker.Machines.Tests.Checking;

/// <summary>States that were reached and not yet looked at, first in, first out; packed into arrays of numbers.</summary>
internal sealed class StateQueue
{
    private const int ChunkSize = 1 << 18;

    private readonly Queue<int[]> _chunks = new();
    private int[] _tail = new int[ChunkSize];
    private int[] _head;
    private int _read;
    private int _written;

    public StateQueue() => _head = _tail;

    /// <summary>How many wait.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a state and its number.</summary>
    public void Enqueue(uint number, ReadOnlySpan<int> state)
    {
        if (_written + state.Length + 2 > ChunkSize)
        {
            if (_written < ChunkSize)
                _tail[_written] = -1;
            _tail = new int[ChunkSize];
            _chunks.Enqueue(_tail);
            _written = 0;
        }

        _tail[_written] = state.Length;
        _tail[_written + 1] = (int)number;
        state.CopyTo(_tail.AsSpan(_written + 2));
        _written += state.Length + 2;
        Count++;
    }

    /// <summary>Takes the state that waited longest; valid until the next change.</summary>
    public ReadOnlySpan<int> Dequeue(out uint number)
    {
        if (_read == ChunkSize || _head[_read] == -1)
        {
            _head = _chunks.Dequeue();
            _read = 0;
        }

        var length = _head[_read];
        number = (uint)_head[_read + 1];
        var state = _head.AsSpan(_read + 2, length);
        _read += length + 2;
        Count--;
        return state;
    }
}
