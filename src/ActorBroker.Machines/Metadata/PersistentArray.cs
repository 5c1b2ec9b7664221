using System.Collections;
using ActorBroker.Model;

namespace ActorBroker.Machines.Metadata;

/// <summary>
/// An immutable array in which one entry can be replaced, or one added at the end, for the price of a few short copies: a tree of nodes with up
/// to 32 children, so that arrays share all that did not change.
/// </summary>
internal sealed class PersistentArray<T> : IReadOnlyList<T>
    where T : class
{
    public static readonly PersistentArray<T> Empty = new([], 0, 0);

    private const int Bits = 5;
    private const int Width = 1 << Bits;

    private readonly object[] _root;

    // Bits of an index below the root's own: 0 when the root is a leaf.
    private readonly int _shift;

    private PersistentArray(object[] root, int shift, int count)
    {
        _root = root;
        _shift = shift;
        Count = count;
    }

    public int Count { get; }

    public T this[int index]
    {
        get
        {
            Invariant.Holds((uint)index < (uint)Count, "the index lies in the array");
            var node = _root;
            for (var shift = _shift; shift > 0; shift -= Bits)
                node = (object[])node[(index >>> shift) & (Width - 1)];
            return (T)node[index & (Width - 1)];
        }
    }

    /// <summary>This array with another entry at <paramref name="index"/>, 0 to <see cref="Count"/>; the last of these adds one.</summary>
    public PersistentArray<T> With(int index, T value)
    {
        Invariant.Holds((uint)index <= (uint)Count, "the index lies in the array or at its end");
        var isFull = index == Count && Count == Width << _shift;
        var (root, shift) = isFull ? ([_root], _shift + Bits) : (_root, _shift);
        return new PersistentArray<T>(Replace(root, shift, index, value), shift, Math.Max(Count, index + 1));
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var start = 0; start < Count; start += Width)
        {
            foreach (var entry in LeafAt(start))
                yield return (T)entry;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private object[] LeafAt(int index)
    {
        var node = _root;
        for (var shift = _shift; shift > 0; shift -= Bits)
            node = (object[])node[(index >>> shift) & (Width - 1)];
        return node;
    }

    private static object[] Replace(object[] node, int shift, int index, T value)
    {
        var slot = (index >>> shift) & (Width - 1);
        object entry = shift == 0
            ? value
            : Replace(slot < node.Length ? (object[])node[slot] : [], shift - Bits, index, value);
        var copy = new object[Math.Max(node.Length, slot + 1)];
        node.CopyTo(copy, 0);
        copy[slot] = entry;
        return copy;
    }
}
