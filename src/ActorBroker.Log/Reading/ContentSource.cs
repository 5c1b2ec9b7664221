namespace ActorBroker.Log.Reading;

/// <summary>A log's content: there, or read from the disk when the first reader asks. Any thread.</summary>
internal sealed class ContentSource
{
    private readonly Lock _loading = new();
    private readonly Func<LogContent>? _load;
    private readonly long? _closedBytes;
    private LogContent? _content;

    /// <summary>The content is there.</summary>
    public ContentSource(LogContent content) => _content = content;

    /// <summary>The content is loaded once, on the first reader's thread, while others wait.</summary>
    /// <param name="load">Loads it.</param>
    /// <param name="closedBytes">Its <see cref="LogContent.ClosedBytes"/>; null where they are not known before.</param>
    public ContentSource(Func<LogContent> load, long? closedBytes) => (_load, _closedBytes) = (load, closedBytes);

    /// <summary>The content's <see cref="LogContent.ClosedBytes"/>; null while they are not known without the disk.</summary>
    public long? ClosedBytesIfKnown => Volatile.Read(ref _content)?.ClosedBytes ?? _closedBytes;

    /// <summary>The content.</summary>
    /// <exception cref="Disk.LogDiskException">The disk failed; the next call tries again.</exception>
    public LogContent Get()
    {
        if (Volatile.Read(ref _content) is { } content)
            return content;

        lock (_loading)
            return _content ??= _load!();
    }

    /// <summary>
    /// Gives the content to those who did not ask yet, before the log's owner changes anything: what they would load later is no longer what their view means.
    /// Waits for a load that is under way. Does nothing when the content is there.
    /// </summary>
    public void Fulfil(LogContent content)
    {
        lock (_loading)
            _content ??= content;
    }
}
