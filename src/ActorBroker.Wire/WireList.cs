using System.Collections;

namespace ActorBroker.Wire;

/// <summary>
/// An array of a message. Cleared, it keeps its elements, and <see cref="WireLists.AddNew"/> gives them out again, so that a message that
/// is used over and over allocates nothing.
/// </summary>
/// <remarks>One thread at a time.</remarks>
public sealed class WireList<T> : IReadOnlyList<T>
{
    // A list that was once this long is not kept so.
    private const int CapacityKept = 1024;

    private T[] _items = [];

    /// <summary>How many elements there are.</summary>
    public int Count { get; private set; }

    /// <summary>The element of this index, from 0.</summary>
    public T this[int index]
    {
        get => index < Count ? _items[index] : throw new ArgumentOutOfRangeException(nameof(index));
        set => _items[index < Count ? index : throw new ArgumentOutOfRangeException(nameof(index))] = value;
    }

    /// <summary>Adds an element behind the last.</summary>
    public void Add(T item)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Math.Max(4, Count * 2));
        _items[Count++] = item;
    }

    /// <summary>Takes all elements out.</summary>
    public void Clear()
    {
        Count = 0;
        if (_items.Length > CapacityKept)
            _items = [];
    }

    /// <summary>Goes over the elements in order.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Makes room, so that so many elements can be added without another array.</summary>
    internal void Reserve(int count)
    {
        if (_items.Length - Count < count)
            Array.Resize(ref _items, Count + count);
    }

    /// <summary>Adds the element that a clearing left behind the last, when there is one.</summary>
    internal T? AddKept()
    {
        if (Count == _items.Length)
            return default;
        var kept = _items[Count];
        if (kept is not null)
            Count++;
        return kept;
    }

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes over a list that is not changed meanwhile.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly WireList<T> _list;
        private int _index;

        internal Enumerator(WireList<T> list)
        {
            _list = list;
            _index = -1;
        }

        /// <summary>The element at which the enumerator stands.</summary>
        public readonly T Current => _list._items[_index];

        readonly object? IEnumerator.Current => Current;

        /// <summary>Steps to the next element; false behind the last.</summary>
        public bool MoveNext() => ++_index < _list.Count;

        /// <summary>Steps back to before the first element.</summary>
        public void Reset() => _index = -1;

        /// <summary>Nothing is held.</summary>
        public readonly void Dispose()
        {
        }
    }
}
