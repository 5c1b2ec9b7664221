namespace ActorBroker.Log.Inspection;

/// <summary>How much a <see cref="LogDump"/> shows. Immutable.</summary>
public sealed record LogDumpOptions
{
    /// <summary>False to show batches only (default true).</summary>
    public bool IncludeRecords { get; init; } = true;

    /// <summary>How many bytes of each key, value and header value are kept; what is longer is cut, its length is still told (default 1 KiB). 0 and up.</summary>
    public int ContentBytesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1024;

    /// <summary>A compressed batch whose records take more bytes than this once inflated is shown without them (default 64 MiB). 0 and up.</summary>
    public int InflatedBytesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 64 * 1024 * 1024;
}
