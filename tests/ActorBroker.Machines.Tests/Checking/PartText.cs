using System.Text;

namespace ActorBroker.Machines.Tests.Checking;

/// <summary>The text that tells one part from another. Every number takes a character, so numbers must be small.</summary>
internal sealed class PartText(Renaming renaming)
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes a number from -1 to 60,000.</summary>
    public PartText Add(long number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 60_000);
        _text.Append((char)(number + 1));
        return this;
    }

    /// <summary>Writes yes or no.</summary>
    public PartText Add(bool value) => Add(value ? 1 : 0);

    /// <summary>Writes a node's number, renamed; -1 stays.</summary>
    public PartText AddNode(int node) => Add(node < 0 ? node : renaming[node]);

    /// <summary>Writes what belongs to some nodes, in the order of their new numbers.</summary>
    public PartText AddByNode<T>(IEnumerable<KeyValuePair<int, T>> values, Action<PartText, T> write)
    {
        foreach (var (node, value) in values.OrderBy(pair => renaming[pair.Key]))
        {
            AddNode(node);
            write(this, value);
        }

        return Add(-1);
    }

    /// <summary>Writes a set of nodes.</summary>
    public PartText AddNodes(IEnumerable<int> nodes)
    {
        foreach (var node in nodes.Select(node => renaming[node]).Order())
            Add(node);
        return Add(-1);
    }

    public override string ToString() => _text.ToString();
}
