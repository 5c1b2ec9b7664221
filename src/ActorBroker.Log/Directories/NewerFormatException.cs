namespace ActorBroker.Log.Directories;

/// <summary>A file was written by a newer build than this one; reading on would misread it, and rewriting it would lose data.</summary>
public sealed class NewerFormatException : IOException
{
    /// <param name="path">The file.</param>
    /// <param name="found">The version of its format.</param>
    /// <param name="supported">The newest version of this format that this build reads.</param>
    public NewerFormatException(string path, int found, int supported)
        : base($"'{path}' has format version {found}; this build reads up to version {supported}. "
            + "Start the build that wrote it, or a later one.")
    {
        Path = path;
        Found = found;
        Supported = supported;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The version of its format.</summary>
    public int Found { get; }

    /// <summary>The newest version of this format that this build reads.</summary>
    public int Supported { get; }
}
