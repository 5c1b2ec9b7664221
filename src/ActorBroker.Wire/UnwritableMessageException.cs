namespace ActorBroker.Wire;

/// <summary>
/// A message holds what the version cannot say. A client chooses another version or does without; in a broker's response it is a mistake
/// of the handler.
/// </summary>
public sealed class UnwritableMessageException : Exception
{
    private UnwritableMessageException(string path, short version, string reason)
        : base($"{path} in version {version}: {reason}")
    {
        Path = path;
        Version = version;
    }

    /// <summary>Message and field, from the outermost in.</summary>
    public string Path { get; }

    /// <summary>The version in which it was to be written.</summary>
    public short Version { get; }

    /// <summary>A field is set that the version lacks, and that may not be dropped.</summary>
    public static UnwritableMessageException NoSuchField(string path, short version) =>
        new(path, version, "the version has no such field, and its value is not the default");

    /// <summary>A field is null that the version does not allow to be.</summary>
    public static UnwritableMessageException NoNull(string path, short version) => new(path, version, "null is not allowed");

    /// <summary>A string takes more than 32,767 bytes, or the message more than 2 GiB.</summary>
    public static UnwritableMessageException TooLong(string path, short version) => new(path, version, "too long");
}
