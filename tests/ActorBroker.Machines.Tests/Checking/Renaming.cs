namespace ActorBroker.Machines.Tests.Checking;

/// <summary>One way to give the nodes each other's numbers. The first of all ways leaves them as they are.</summary>
internal sealed class Renaming
{
    private readonly int[] _names;

    private Renaming(int[] names) => _names = names;

    /// <summary>The new number of a node.</summary>
    public int this[int node] => _names[node];

    /// <summary>All ways to rename some nodes that have numbers side by side; the rest keep their numbers.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="alike">How many.</param>
    /// <param name="count">One more than the highest number of all nodes.</param>
    public static IReadOnlyList<Renaming> All(int first, int alike, int count) => [.. Orders([.. Enumerable.Range(first, alike)])
        .Select(order => new Renaming([.. Enumerable.Range(0, first), .. order, .. Enumerable.Range(first + alike, count - first - alike)]))];

    /// <summary>All orders of some items.</summary>
    public static IEnumerable<T[]> Orders<T>(T[] items)
    {
        if (items.Length <= 1)
            return [items];
        return items.SelectMany((first, index) => Orders([.. items[..index], .. items[(index + 1)..]]), (first, rest) => (T[])[first, .. rest]);
    }
}
