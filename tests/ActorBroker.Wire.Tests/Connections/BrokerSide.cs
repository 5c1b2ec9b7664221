using System.Buffers.Binary;
using ActorBroker.Wire.Connections;

namespace ActorBroker.Wire.Tests.Connections;

/// <summary>A connection on the broker's side, with a clock that the test moves.</summary>
internal sealed class BrokerSide : IDisposable
{
    public BrokerSide(KafkaConnectionOptions? options = null, ApiProfile? profile = null) =>
        Connection = new(options ?? new(), profile ?? ApiProfile.Default, Now);

    public TimeSpan Now { get; private set; } = TimeSpan.FromHours(1);

    public KafkaConnection Connection { get; }

    /// <summary>The client sends a request.</summary>
    public void Send(IRequest request, short version, int correlationId = 1) => Connection.Receive(Frames.Request(request, version, correlationId));

    /// <summary>The next request, which has to be there.</summary>
    public ReceivedRequest Take()
    {
        Assert.True(Connection.TryTake(Now, out var request), Connection.Fault?.ToString());
        return request;
    }

    /// <summary>The client sends a request, and the broker takes it.</summary>
    public ReceivedRequest Take(IRequest request, short version, int correlationId = 1)
    {
        Send(request, version, correlationId);
        return Take();
    }

    public void Respond(ReceivedRequest request) => Connection.Respond(request, Connection.NewResponse(request), Now);

    public bool CanTake() => Connection.TryTake(Now, out _);

    public void Pass(TimeSpan time)
    {
        Now += time;
        Connection.Expire(Now);
    }

    /// <summary>All frames that were sent, without their lengths.</summary>
    public List<byte[]> SentFrames()
    {
        ReadOnlySpan<byte> bytes = Connection.Output.SendAll();
        var frames = new List<byte[]>();
        while (!bytes.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes);
            frames.Add(bytes.Slice(sizeof(int), length).ToArray());
            bytes = bytes[(sizeof(int) + length)..];
        }

        return frames;
    }

    /// <summary>The correlation ids of all frames that were sent.</summary>
    public List<int> SentCorrelationIds() => [.. SentFrames().Select(frame => BinaryPrimitives.ReadInt32BigEndian(frame))];

    public void Dispose() => Connection.Dispose();
}
