namespace ActorBroker.Compatibility.Tests.Support;

/// <summary>The partitions of a member that tells only what changes: each change gives the line that says all that it has.</summary>
internal sealed class OwnedPartitions
{
    private readonly SortedSet<int> _owned = [];

    /// <summary>It was given these.</summary>
    public string Gain(IEnumerable<int> partitions)
    {
        _owned.UnionWith(partitions);
        return Line;
    }

    /// <summary>These were taken from it.</summary>
    public string Lose(IEnumerable<int> partitions)
    {
        _owned.ExceptWith(partitions);
        return Line;
    }

    private string Line => string.Join(' ', _owned.Select(partition => $"{partition}").Prepend("assigned"));
}
