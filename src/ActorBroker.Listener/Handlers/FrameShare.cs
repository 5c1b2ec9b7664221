using ActorBroker.Broker.Doors;
using ActorBroker.Log.Reading;
using ActorBroker.Wire.Connections;

namespace ActorBroker.Listener.Handlers;

/// <summary>
/// A request's frame, lent to the partitions that its batches went to: they serve readers out of it, so that what was just received is not read back
/// from files. The block that it lies in counts against the broker's <see cref="TailMemory"/> from the first share to the last.
/// </summary>
internal sealed class FrameShare : IBufferLease
{
    /// <summary>A block is lent when its frame takes one part of so many at least: a short request would keep too much memory.</summary>
    private const int WasteMax = 4;

    private readonly Lock _gate = new();
    private readonly FrameLease _frame;
    private readonly TailMemory _memory;
    private int _shares;
    private bool _isOver;

    private FrameShare(FrameLease frame, TailMemory memory)
    {
        _frame = frame;
        _memory = memory;
    }

    /// <summary>What partitions may retain of a request; null when its block is not worth keeping.</summary>
    public static FrameShare? Of(FrameLease frame, TailMemory memory) =>
        (long)frame.Bytes.Length * WasteMax >= frame.BlockBytes ? new FrameShare(frame, memory) : null;

    /// <inheritdoc/>
    public bool TryRetain()
    {
        lock (_gate)
        {
            if (_isOver || (_shares == 0 && !TryBegin()))
                return false;

            _shares++;
            return true;
        }
    }

    /// <inheritdoc/>
    public void Release()
    {
        lock (_gate)
        {
            if (--_shares > 0)
                return;
            _isOver = true;
        }

        _memory.Return(_frame.BlockBytes);
        _frame.Release();
    }

    private bool TryBegin()
    {
        if (!_memory.TryTake(_frame.BlockBytes))
            return false;
        if (_frame.TryRetain())
            return true;

        _memory.Return(_frame.BlockBytes);
        return false;
    }
}
