using ActorBroker.Wire.Messages;

namespace ActorBroker.Wire.Connections;

/// <summary>Requests in the order in which they came, until their responses have been written in that order.</summary>
internal sealed class ResponseQueue(OutgoingBytes output)
{
    private readonly Queue<ReceivedRequest> _requests = new();
    private readonly FrameWriter _frames = new();
    private readonly ResponseHeader _header = new();

    public int Count => _requests.Count;

    public void Add(ReceivedRequest request) => _requests.Enqueue(request);

    /// <summary>Takes the oldest request when it is done.</summary>
    public bool TryTakeDone(out ReceivedRequest request)
    {
        if (!_requests.TryPeek(out request!) || !request.IsDone)
            return false;
        _requests.Dequeue();
        return true;
    }

    /// <summary>Writes the response of a request that was taken, if it has one. Gives what is wrong when it cannot be written.</summary>
    public ConnectionFault? TryWrite(ReceivedRequest request)
    {
        if (request.Response is not { } response)
            return null;
        try
        {
            _header.CorrelationId = request.CorrelationId;
            _frames.Write(output, _header, request.Api.ResponseHeaderVersion(request.Version), response, request.Version);
            return null;
        }
        catch (UnwritableMessageException unwritable)
        {
            DropLeases(response);
            return new ConnectionFault(ConnectionFaultKind.UnwritableResponse, unwritable.Message);
        }
    }

    /// <summary>Forgets all requests; those that are done give back what they and their responses hold.</summary>
    public void Drop()
    {
        while (_requests.TryDequeue(out var request))
        {
            if (request.IsDone)
                Drop(request);
        }
    }

    /// <summary>Gives back what a request and its response hold, when the response will not be written.</summary>
    public static void Drop(ReceivedRequest request)
    {
        DropLeases(request.Response);
        request.End();
    }

    /// <summary>Disposes the leases in a response that will not be written.</summary>
    public static void DropLeases(IResponse? response)
    {
        if (response is not FetchResponse fetch)
            return;
        foreach (var topic in fetch.Responses)
        {
            foreach (var partition in topic.Partitions)
                partition.Records.Lease?.Dispose();
        }
    }
}
