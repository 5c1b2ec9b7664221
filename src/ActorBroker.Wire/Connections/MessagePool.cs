using ActorBroker.Wire.Messages;

namespace ActorBroker.Wire.Connections;

/// <summary>A connection's used Produce and Fetch messages, cleared and kept for the next ones; others are made anew each time.</summary>
internal sealed class MessagePool
{
    private const int KeptMax = 4;

    private readonly Stack<ProduceRequest> _produceRequests = new();
    private readonly Stack<FetchRequest> _fetchRequests = new();
    private readonly Stack<ProduceResponse> _produceResponses = new();
    private readonly Stack<FetchResponse> _fetchResponses = new();

    public IRequest NewRequest(ApiDescription api) => api.Key switch
    {
        ApiKey.Produce when _produceRequests.TryPop(out var kept) => kept,
        ApiKey.Fetch when _fetchRequests.TryPop(out var kept) => kept,
        _ => api.NewRequest(),
    };

    public IResponse NewResponse(ApiDescription api) => api.Key switch
    {
        ApiKey.Produce when _produceResponses.TryPop(out var kept) => kept,
        ApiKey.Fetch when _fetchResponses.TryPop(out var kept) => kept,
        _ => api.NewResponse(),
    };

    public void Keep(IMessage? message)
    {
        switch (message)
        {
            case ProduceRequest used:
                Forget(used);
                Keep(_produceRequests, used);
                break;
            case FetchRequest used:
                Keep(_fetchRequests, used);
                break;
            case ProduceResponse used:
                Keep(_produceResponses, used);
                break;
            case FetchResponse used:
                Forget(used);
                Keep(_fetchResponses, used);
                break;
        }
    }

    private static void Keep<T>(Stack<T> kept, T used)
        where T : IMessage
    {
        if (kept.Count == KeptMax)
            return;
        used.Clear();
        kept.Push(used);
    }

    // Elements that are kept to be used again must not keep alive the bytes that they stood for.
    private static void Forget(ProduceRequest used)
    {
        foreach (var topic in used.TopicData)
        {
            foreach (var partition in topic.PartitionData)
                partition.Records = RecordBytes.Null;
        }
    }

    private static void Forget(FetchResponse used)
    {
        foreach (var topic in used.Responses)
        {
            foreach (var partition in topic.Partitions)
                partition.Records = RecordBytes.Null;
        }
    }
}
