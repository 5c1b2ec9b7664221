namespace ActorBroker.Log.Directories;

/// <summary>A log directory belongs to another cluster or another broker.</summary>
public sealed class DirectoryMismatchException : IOException
{
    /// <param name="path">The identity file.</param>
    /// <param name="what">What differs: "cluster id", "broker id".</param>
    /// <param name="expected">This broker's.</param>
    /// <param name="found">The file's.</param>
    public DirectoryMismatchException(string path, string what, string expected, string found)
        : base($"'{path}' has {what} '{found}'; this broker's is '{expected}'.")
    {
        Path = path;
        What = what;
        Expected = expected;
        Found = found;
    }

    /// <summary>The identity file.</summary>
    public string Path { get; }

    /// <summary>What differs.</summary>
    public string What { get; }

    /// <summary>This broker's value.</summary>
    public string Expected { get; }

    /// <summary>The file's value.</summary>
    public string Found { get; }
}
