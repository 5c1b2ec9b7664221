namespace ActorBroker.Log.Disk;

/// <summary>A file's bytes as reads see them, as the device holds them, and the changes between the two. Immutable.</summary>
/// <param name="Cached">What reads see.</param>
/// <param name="Durable">What was there at the last flush.</param>
/// <param name="Unsynced">The last change since then, which leads to those before it; null when there is none.</param>
/// <param name="LostFlush">True once a flush failed: then <paramref name="Cached"/> may hold bytes that no flush will make durable.</param>
internal sealed record MemoryFileState(MemoryContent Cached, MemoryContent Durable, MemoryFileChange? Unsynced, bool LostFlush)
{
    public static readonly MemoryFileState Empty = OfDurable(MemoryContent.Empty);

    /// <summary>True when a power loss changes nothing.</summary>
    public bool IsDurable => Unsynced is null && !LostFlush;

    public static MemoryFileState OfDurable(MemoryContent content) => new(content, content, null, LostFlush: false);

    public MemoryFileState Write(long position, ReadOnlySpan<byte> source) =>
        Changed(position, position + source.Length, Cached.Write(position, source));

    public MemoryFileState SetLength(long length) =>
        Changed(length, Math.Max(length, Cached.Length), Cached.WithLength(length));

    public MemoryFileState Flush()
    {
        if (!LostFlush)
            return OfDurable(Cached);

        var durable = MemoryFileCrash.KeepAll(this);
        return this with { Durable = durable, Unsynced = null };
    }

    /// <summary>A flush that failed: <paramref name="durable"/> is what reached the device, and the rest never will.</summary>
    public MemoryFileState FailFlush(MemoryContent durable) => new(Cached, durable, null, LostFlush: true);

    private MemoryFileState Changed(long start, long end, MemoryContent content) =>
        this with { Cached = content, Unsynced = new MemoryFileChange(Unsynced, start, end, content) };
}
