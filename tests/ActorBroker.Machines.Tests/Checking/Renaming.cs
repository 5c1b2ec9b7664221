namespace ActorBroker.Machines.Tests.Checking;

/// <summary>One way to give the nodes each other's numbers. The first of all ways leaves them as they are.</summary>
internal sealed class Renaming
{
    private readonly int[] _names;

    private Renaming(int[] names) => _names = names;

    /// <summary>The new number of a node.</summary>
    public int this[int node] => _names[node];

    /// <summary>All ways to rename nodes 0 to below <paramref name="alike"/>, of <paramref name="count"/>; the rest keep their numbers.</summary>
    public static IReadOnlyList<Renaming> All(int alike, int count) =>
        [.. Orders([.. Enumerable.Range(0, alike)]).Select(order => new Renaming([.. order, .. Enumerable.Range(alike, count - alike)]))];

    private static IEnumerable<int[]> Orders(int[] items)
    {
        if (items.Length <= 1)
            return [items];
        return items.SelectMany(first => Orders([.. items.Where(item => item != first)]), (first, rest) => (int[])[first, .. rest]);
    }
}
