namespace ActorBroker.Broker.Doors;

/// <summary>What went in and out of one partition on this broker since it is hosted here. Numbers only rise.</summary>
/// <remarks>Any thread; adding allocates nothing. Counted by batches and requests, never by records.</remarks>
public sealed class PartitionTraffic
{
    private long _bytesIn;
    private long _messagesIn;
    private long _bytesOut;
    private long _produceRequests;
    private long _failedProduceRequests;
    private long _fetchRequests;
    private long _failedFetchRequests;

    /// <summary>The numbers as they are now; each is whole, and they may be of moments that lie a little apart.</summary>
    public TrafficCounts Read() => new(
        Interlocked.Read(ref _bytesIn),
        Interlocked.Read(ref _messagesIn),
        Interlocked.Read(ref _bytesOut),
        Interlocked.Read(ref _produceRequests),
        Interlocked.Read(ref _failedProduceRequests),
        Interlocked.Read(ref _fetchRequests),
        Interlocked.Read(ref _failedFetchRequests));

    /// <summary>Batches were appended: by producers, or by this broker itself.</summary>
    /// <param name="bytes">Their bytes, as they are stored.</param>
    /// <param name="messages">Their records.</param>
    public void OnAppended(long bytes, long messages)
    {
        Interlocked.Add(ref _bytesIn, bytes);
        Interlocked.Add(ref _messagesIn, messages);
    }

    /// <summary>A request to produce into the partition came.</summary>
    public void OnProduce() => Interlocked.Increment(ref _produceRequests);

    /// <summary>It was answered with an error.</summary>
    public void OnProduceFailed() => Interlocked.Increment(ref _failedProduceRequests);

    /// <summary>A request to fetch of the partition was answered.</summary>
    /// <param name="bytes">How many bytes of batches it got.</param>
    /// <param name="failed">True when it got an error instead.</param>
    public void OnFetched(long bytes, bool failed)
    {
        Interlocked.Increment(ref _fetchRequests);
        if (failed)
            Interlocked.Increment(ref _failedFetchRequests);
        else if (bytes > 0)
            Interlocked.Add(ref _bytesOut, bytes);
    }
}
