using System.Buffers;
using ActorBroker.Model;

namespace ActorBroker.Wire.Connections;

/// <summary>
/// What a connection has to send, in order: runs of bytes that were written here, in pooled blocks, and leased records between them, which are
/// never copied. The transport takes the segments, sends them in one call if it can, and says how far it came.
/// </summary>
/// <remarks>One thread at a time. With nothing to send it holds no block.</remarks>
public sealed class OutgoingBytes : IBufferWriter<byte>, IDisposable
{
    private const int BlockBytes = 64 * 1024;

    private readonly Queue<(ReadOnlyMemory<byte> Bytes, IDisposable? Owner)> _segments = new();

    private OutgoingBlock? _block;
    private int _runStart;
    private int _runEnd;

    // How much of the first segment has left.
    private int _sentOfFirst;
    private long _queued;

    /// <summary>How many bytes are to be sent.</summary>
    public long Count => _queued - _sentOfFirst + (_runEnd - _runStart);

    /// <summary>Where the next bytes are written; contiguous and at least as large as asked.</summary>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Where the next bytes are written; contiguous and at least as large as asked.</summary>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var wanted = Math.Max(sizeHint, 1);
        if (_block is null || _block.Array.Length - _runEnd < wanted)
        {
            LeaveBlock();
            _block = new OutgoingBlock(Math.Max(wanted, BlockBytes));
        }

        return _block.Array.AsMemory(_runEnd);
    }

    /// <summary>So many bytes were written.</summary>
    public void Advance(int count)
    {
        Invariant.Holds(_block is not null && count >= 0 && count <= _block.Array.Length - _runEnd, "a writer stays inside the memory that it was given");
        _runEnd += count;
    }

    /// <summary>Puts leased bytes behind what was written; the lease is disposed when they have left, or with this.</summary>
    public void Splice(IRecordLease lease)
    {
        EndRun();
        var bytes = lease.Bytes;
        foreach (var piece in bytes)
        {
            if (!piece.IsEmpty)
                Enqueue(piece, null);
        }

        Enqueue(ReadOnlyMemory<byte>.Empty, lease);
    }

    /// <summary>Gives the next segments to send, as many as there are or fit; none is empty.</summary>
    /// <returns>How many were given.</returns>
    public int CopySegmentsTo(Span<ReadOnlyMemory<byte>> segments)
    {
        EndRun();
        var count = 0;
        var skip = _sentOfFirst;
        foreach (var (bytes, _) in _segments)
        {
            if (count == segments.Length)
                break;
            if (bytes.Length > skip)
                segments[count++] = bytes[skip..];
            skip = 0;
        }

        return count;
    }

    /// <summary>So many bytes have left; blocks and leases of which nothing is left to send are given back.</summary>
    public void Sent(long count)
    {
        Invariant.Holds(count >= 0 && count <= Count, "no more is sent than there was");
        EndRun();
        var left = count + _sentOfFirst;
        while (_segments.TryPeek(out var first) && left >= first.Bytes.Length)
        {
            left -= first.Bytes.Length;
            _queued -= first.Bytes.Length;
            _segments.Dequeue();
            first.Owner?.Dispose();
        }

        _sentOfFirst = (int)left;
        if (_segments.Count == 0)
            LeaveBlock();
    }

    /// <summary>Drops all that was not sent.</summary>
    public void Dispose()
    {
        LeaveBlock();
        while (_segments.TryDequeue(out var segment))
            segment.Owner?.Dispose();
        _queued = 0;
        _sentOfFirst = 0;
    }

    private void EndRun()
    {
        if (_runEnd == _runStart)
            return;
        _block!.Hold();
        Enqueue(_block.Array.AsMemory(_runStart, _runEnd - _runStart), _block);
        _runStart = _runEnd;
    }

    private void LeaveBlock()
    {
        EndRun();
        _block?.Dispose();
        _block = null;
        _runStart = _runEnd = 0;
    }

    private void Enqueue(ReadOnlyMemory<byte> bytes, IDisposable? owner)
    {
        _segments.Enqueue((bytes, owner));
        _queued += bytes.Length;
    }
}
