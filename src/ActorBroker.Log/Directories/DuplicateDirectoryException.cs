namespace ActorBroker.Log.Directories;

/// <summary>Two log directories of one broker have the same id: one is a copy of the other, and nobody can tell which is the newer.</summary>
public sealed class DuplicateDirectoryException(Guid id, string first, string second)
    : IOException($"'{first}' and '{second}' have the same directory id {id:n}; one is a copy of the other.")
{
    /// <summary>The id of both.</summary>
    public Guid Id { get; } = id;

    /// <summary>The directory named first.</summary>
    public string First { get; } = first;

    /// <summary>The other directory.</summary>
    public string Second { get; } = second;
}
