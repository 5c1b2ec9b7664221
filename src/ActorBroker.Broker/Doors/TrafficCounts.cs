namespace ActorBroker.Broker.Doors;

/// <summary>What went in and out: of a partition, a topic, a broker.</summary>
/// <param name="BytesIn">Bytes of batches that were appended, as they are stored.</param>
/// <param name="MessagesIn">Records that were appended.</param>
/// <param name="BytesOut">Bytes of batches that were sent to who fetched.</param>
/// <param name="ProduceRequests">Requests to produce, counted once for each partition that they name.</param>
/// <param name="FailedProduceRequests">Those that were answered with an error.</param>
/// <param name="FetchRequests">Requests to fetch, counted once for each partition that they name.</param>
/// <param name="FailedFetchRequests">Those that were answered with an error.</param>
public readonly record struct TrafficCounts(
    long BytesIn, long MessagesIn, long BytesOut, long ProduceRequests, long FailedProduceRequests, long FetchRequests, long FailedFetchRequests)
{
    /// <summary>Both together.</summary>
    public static TrafficCounts operator +(TrafficCounts left, TrafficCounts right) => new(
        left.BytesIn + right.BytesIn,
        left.MessagesIn + right.MessagesIn,
        left.BytesOut + right.BytesOut,
        left.ProduceRequests + right.ProduceRequests,
        left.FailedProduceRequests + right.FailedProduceRequests,
        left.FetchRequests + right.FetchRequests,
        left.FailedFetchRequests + right.FailedFetchRequests);
}
