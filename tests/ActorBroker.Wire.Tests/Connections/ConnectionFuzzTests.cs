using ActorBroker.Wire.Generator.Descriptions;
using ActorBroker.Wire.Tests.Support;

namespace ActorBroker.Wire.Tests.Connections;

/// <summary>
/// Connections that get requests with changed bytes, in parts of any size: each ends in requests or in a fault, never in an exception.
/// A long run: <c>ACTORBROKER_WIRE_FRAMES=1000000</c>.
/// </summary>
public sealed class ConnectionFuzzTests
{
    private static readonly int FramesInAll = LongRun.Length("ACTORBROKER_WIRE_FRAMES", 10_000);

    private static readonly (MessageDescription Message, short Version)[] Requests =
        [.. Described.Versions.Where(sample => sample.Message.Role == MessageRole.Request)];

    [Fact]
    public void Changed_requests_are_taken_or_end_their_connection()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var messages = new RandomMessages(random);
        var frames = 0;
        try
        {
            while (frames < FramesInAll)
            {
                using var broker = new BrokerSide();
                while (broker.Connection.Fault is null && frames++ < FramesInAll)
                    Exchange(broker, NextFrame(messages, random), random);
            }
        }
        catch (Exception unexpected)
        {
            Assert.Fail($"seed {seed}, frame {frames}: {unexpected}");
        }
    }

    private static byte[] NextFrame(RandomMessages messages, Random random)
    {
        var (message, version) = Requests[random.Next(Requests.Length)];
        var frame = Frames.Request((IRequest)messages.Next(message, version), version, random.Next());
        for (var left = random.Next(4); left > 0; left--)
            frame[random.Next(random.Next(8) == 0 ? 0 : sizeof(int), frame.Length)] = (byte)random.Next(256);
        return frame;
    }

    private static void Exchange(BrokerSide broker, byte[] frame, Random random)
    {
        broker.Connection.Receive(frame, random.Next(1, frame.Length + 1));
        while (broker.Connection.TryTake(broker.Now, out var request))
        {
            if (request.WantsResponse)
                broker.Respond(request);
            else
                broker.Connection.EndWithoutResponse(request, broker.Now);
        }

        _ = broker.SentFrames();
        Assert.Equal(0, broker.Connection.RequestsInFlight);
    }
}
