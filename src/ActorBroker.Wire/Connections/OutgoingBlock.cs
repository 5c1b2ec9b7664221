using System.Buffers;

namespace ActorBroker.Wire.Connections;

/// <summary>A pooled array with bytes that are to leave; it goes back to the pool when the last of them has left and no more will come.</summary>
internal sealed class OutgoingBlock : IDisposable
{
    private int _holders = 1;

    public OutgoingBlock(int bytesMin) => Array = ArrayPool<byte>.Shared.Rent(bytesMin);

    public byte[] Array { get; private set; }

    public void Hold() => _holders++;

    public void Dispose()
    {
        if (--_holders > 0)
            return;
        ArrayPool<byte>.Shared.Return(Array);
        Array = [];
    }
}
