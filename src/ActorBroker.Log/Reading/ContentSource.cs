namespace ActorBroker.Log.Reading;

/// <summary>A log's content: there, or read from the disk when the first reader asks. Any thread.</summary>
internal sealed class ContentSource
{
    private readonly Lock _loading = new();
    private readonly Func<LogContent>? _load;
    private LogContent? _content;

    /// <summary>The content is there.</summary>
    public ContentSource(LogContent content) => _content = content;

    /// <summary>The content is loaded once, on the first reader's thread, while others wait.</summary>
    public ContentSource(Func<LogContent> load) => _load = load;

    /// <summary>The content; null while nobody asked for what is on the disk.</summary>
    public LogContent? Present => Volatile.Read(ref _content);

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
