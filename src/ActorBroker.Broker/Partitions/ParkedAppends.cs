using ActorBroker.Broker.Doors;
using ActorBroker.Model;

namespace ActorBroker.Broker.Partitions;

/// <summary>Appends with acks=all that wait for the high watermark. Bounded by what the doors admit.</summary>
internal sealed class ParkedAppends
{
    private readonly PriorityQueue<Parked, Offset> _parked = new();

    public int Count => _parked.Count;

    /// <summary>Answers <paramref name="request"/> once the high watermark has reached <paramref name="upTo"/>.</summary>
    public void Park(AppendRequest request, Offset upTo, in AppendAnswer answer) => _parked.Enqueue(new Parked(request, answer), upTo);

    /// <summary>Answers those whose records are committed now.</summary>
    public void Release(Offset highWatermark)
    {
        while (_parked.TryPeek(out var parked, out var upTo) && upTo <= highWatermark)
        {
            _parked.Dequeue();
            parked.Request.Receiver.OnAppended(parked.Request.Tag, parked.Answer);
        }
    }

    /// <summary>Answers all of them with an error: nobody knows what becomes of their records.</summary>
    public void Refuse(ErrorCode error)
    {
        while (_parked.TryDequeue(out var parked, out _))
            parked.Request.Receiver.OnAppended(parked.Request.Tag, AppendAnswer.Refused(error));
    }

    private readonly record struct Parked(AppendRequest Request, AppendAnswer Answer);
}
