using System.Buffers;

namespace ActorBroker.Wire.Tests.Connections;

/// <summary>Leased records that count how often they were given back.</summary>
internal sealed class TestLease(params byte[][] pieces) : IRecordLease
{
    public int Disposed { get; private set; }

    public ReadOnlySequence<byte> Bytes => pieces.Length == 1 ? new(pieces[0]) : Join();

    public void Dispose() => Disposed++;

    private ReadOnlySequence<byte> Join()
    {
        var first = new Piece(pieces[0], 0);
        var last = first;
        foreach (var bytes in pieces[1..])
            last = last.Follow(bytes);
        return new(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte[] bytes, long start)
        {
            Memory = bytes;
            RunningIndex = start;
        }

        public Piece Follow(byte[] bytes)
        {
            var next = new Piece(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
