using System.Buffers.Binary;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Wire.Tests.Connections;

/// <summary>Frames made by hand, and ways to give them to a connection.</summary>
internal static class Frames
{
    /// <summary>A length and the content.</summary>
    public static byte[] Of(params byte[] content)
    {
        var frame = new byte[sizeof(int) + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, content.Length);
        content.CopyTo(frame, sizeof(int));
        return frame;
    }

    /// <summary>A request as a client would send it.</summary>
    public static byte[] Request(IRequest request, short version, int correlationId, string? clientId = "test")
    {
        var api = ApiCatalog.Get(request.ApiKey);
        var header = new RequestHeader
        {
            RequestApiKey = (short)api.Key,
            RequestApiVersion = version,
            CorrelationId = correlationId,
            ClientId = clientId,
        };
        return Of([.. MessageCodec.ToArray(header, api.RequestHeaderVersion(version)), .. MessageCodec.ToArray(request, version)]);
    }

    /// <summary>Receives all bytes, in parts of at most so many.</summary>
    public static void Receive(this FrameReceiver receiver, ReadOnlySpan<byte> bytes, int partMax = int.MaxValue) =>
        Receive(receiver.GetMemory, receiver.Received, bytes, partMax);

    /// <summary>Receives all bytes, in parts of at most so many.</summary>
    public static void Receive(this KafkaConnection connection, ReadOnlySpan<byte> bytes, int partMax = int.MaxValue) =>
        Receive(connection.GetMemory, connection.Received, bytes, partMax);

    /// <summary>Receives all bytes, in parts of at most so many.</summary>
    public static void Receive(this KafkaClient client, ReadOnlySpan<byte> bytes, int partMax = int.MaxValue) =>
        Receive(client.GetMemory, client.Received, bytes, partMax);

    /// <summary>Takes all that is to be sent, in parts of at most so many bytes.</summary>
    public static byte[] SendAll(this OutgoingBytes output, int partMax = int.MaxValue)
    {
        var sent = new List<byte>();
        var segments = new ReadOnlyMemory<byte>[3];
        for (var count = output.CopySegmentsTo(segments); count > 0; count = output.CopySegmentsTo(segments))
        {
            var part = segments[0][..Math.Min(partMax, segments[0].Length)];
            sent.AddRange(part.ToArray());
            output.Sent(part.Length);
        }

        return [.. sent];
    }

    private static void Receive(Func<Memory<byte>> memory, Action<int> received, ReadOnlySpan<byte> bytes, int partMax)
    {
        while (!bytes.IsEmpty)
        {
            var room = memory();
            var count = Math.Min(Math.Min(partMax, room.Length), bytes.Length);
            bytes[..count].CopyTo(room.Span);
            received(count);
            bytes = bytes[count..];
        }
    }
}
