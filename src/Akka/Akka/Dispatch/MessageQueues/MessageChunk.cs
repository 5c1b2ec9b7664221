using System.Runtime.CompilerServices;
using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>
/// A run of messages of one queue. While it is in the queue senders add to it under the queue's lock; once the reader has
/// taken it, only the reader touches it. Chunks are reused per thread, so that an idle actor holds none.
/// </summary>
internal sealed class MessageChunk
{
    private const int Capacity = 16;
    private const int KeptPerThreadMax = 32;

    [ThreadStatic]
    private static MessageChunk? _kept;

    [ThreadStatic]
    private static int _keptCount;

    private Slots _slots;
    private int _read;
    private int _written;

    public MessageChunk? Next { get; set; }

    public int Count => _written - _read;

    public bool IsEmpty => _written == _read && Next is null;

    public static MessageChunk Rent(Envelope first)
    {
        var chunk = _kept;
        if (chunk is null)
        {
            chunk = new MessageChunk();
        }
        else
        {
            _kept = chunk.Next;
            _keptCount--;
            chunk.Next = null;
        }

        chunk._slots[0] = first;
        chunk._written = 1;
        return chunk;
    }

    /// <summary>Takes a chunk back whose messages were all taken.</summary>
    public static void Return(MessageChunk chunk)
    {
        if (_keptCount == KeptPerThreadMax)
            return;
        chunk._read = 0;
        chunk._written = 0;
        chunk.Next = _kept;
        _kept = chunk;
        _keptCount++;
    }

    public bool TryAdd(Envelope envelope)
    {
        if (_written == Capacity)
            return false;
        _slots[_written++] = envelope;
        return true;
    }

    public bool TryTake(out Envelope envelope)
    {
        if (_read == _written)
        {
            envelope = default;
            return false;
        }

        envelope = _slots[_read];
        _slots[_read++] = default;
        return true;
    }

    [InlineArray(Capacity)]
    private struct Slots
    {
        private Envelope _first;
    }
}
