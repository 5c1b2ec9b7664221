using System.Buffers.Binary;
using ActorBroker.Model;

namespace ActorBroker.Wire.Connections;

/// <summary>Writes frames of a header and a message: measured first, then written once, with the length known.</summary>
internal sealed class FrameWriter
{
    private readonly RecordSplices _splices = new();

    /// <summary>Writes length, header and message; leased records go out as they lie.</summary>
    /// <exception cref="UnwritableMessageException">The version cannot say the message; nothing is written, and its leases are still the caller's.</exception>
    public void Write(OutgoingBytes output, IMessage header, short headerVersion, IMessage body, short version)
    {
        var headerSize = MessageCodec.Measure(header, headerVersion);
        var bodySize = MessageCodec.Measure(body, version);
        var content = headerSize.Bytes + bodySize.Bytes;
        if (content > int.MaxValue - sizeof(int))
            throw UnwritableMessageException.TooLong(body.MessageName, version);

        var written = sizeof(int) + (int)(content - bodySize.LeasedBytes);
        var span = output.GetSpan(written)[..written];
        BinaryPrimitives.WriteInt32BigEndian(span, (int)content);
        _splices.Clear();
        var writer = new WireWriter(span[sizeof(int)..], _splices);
        header.Write(ref writer, headerVersion);
        body.Write(ref writer, version);
        Invariant.Holds(writer.Position == written - sizeof(int), "a message is as long as it was measured");
        Splice(output, written);
    }

    private void Splice(OutgoingBytes output, int written)
    {
        var done = 0;
        for (var index = 0; index < _splices.Count; index++)
        {
            var (position, lease) = _splices[index];
            output.Advance(sizeof(int) + position - done);
            done = sizeof(int) + position;
            output.Splice(lease);
        }

        output.Advance(written - done);
        _splices.Clear();
    }
}
