namespace ActorBroker.Log.Directories;

/// <summary>A file was written by a newer build than this one; reading on would misread it, and rewriting it would lose data.</summary>
public sealed class NewerFormatException : IOException
{
    /// <param name="path">The file.</param>
    /// <param name="supported">The newest version of its format that this build reads.</param>
    public NewerFormatException(string path, int supported)
        : base($"'{path}' has a newer format than version {supported}, the newest this build reads. "
            + "Start the build that wrote it, or a later one.")
    {
        Path = path;
        Supported = supported;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The newest version of its format that this build reads.</summary>
    public int Supported { get; }
}
