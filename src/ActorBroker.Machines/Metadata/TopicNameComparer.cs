namespace ActorBroker.Machines.Metadata;

/// <summary>Takes '.' and '_' for the same letter, as names of metrics do: topics whose names differ only there collide, and only one may exist.</summary>
internal sealed class TopicNameComparer : IEqualityComparer<string>
{
    public static readonly TopicNameComparer Instance = new();

    private TopicNameComparer()
    {
    }

    public bool Equals(string? x, string? y)
    {
        if (ReferenceEquals(x, y))
            return true;
        if (x is null || y is null || x.Length != y.Length)
            return false;

        for (var index = 0; index < x.Length; index++)
        {
            if (Fold(x[index]) != Fold(y[index]))
                return false;
        }

        return true;
    }

    // FNV-1a: the same in every process, so that a run can be made again from its seed.
    public int GetHashCode(string obj)
    {
        var hash = 2166136261u;
        foreach (var letter in obj)
            hash = (hash ^ Fold(letter)) * 16777619u;
        return (int)hash;
    }

    private static char Fold(char letter) => letter == '.' ? '_' : letter;
}
