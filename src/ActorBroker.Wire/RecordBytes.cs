using System.Buffers;

namespace ActorBroker.Wire;

/// <summary>
/// The batches in a message: null, bytes in memory, or a lease on bytes that lie elsewhere. What was decoded is a slice of the frame and
/// lives as long as the frame does.
/// </summary>
public readonly struct RecordBytes
{
    private static readonly object InMemory = new();

    private readonly object? _owner;

    /// <summary>Bytes in memory, be they none; whoever made them keeps them until the message is written.</summary>
    public RecordBytes(ReadOnlyMemory<byte> memory)
    {
        Memory = memory;
        _owner = InMemory;
    }

    /// <summary>Leased bytes; the lease goes with the message.</summary>
    public RecordBytes(IRecordLease lease)
    {
        ArgumentNullException.ThrowIfNull(lease);
        _owner = lease;
    }

    /// <summary>No records at all, not even none.</summary>
    public static RecordBytes Null => default;

    /// <summary>No records.</summary>
    public static RecordBytes Empty => new(ReadOnlyMemory<byte>.Empty);

    /// <summary>True when there is nothing, not even no bytes.</summary>
    public bool IsNull => _owner is null;

    /// <summary>The bytes that lie in memory; empty for a lease.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>The lease, or null.</summary>
    public IRecordLease? Lease => _owner as IRecordLease;

    /// <summary>How many bytes there are; 0 for null.</summary>
    public long Length => Lease is { } lease ? lease.Bytes.Length : Memory.Length;

    /// <summary>Copies the bytes to the beginning of the span, which has room for them.</summary>
    public void CopyTo(Span<byte> destination)
    {
        if (Lease is { } lease)
            lease.Bytes.CopyTo(destination);
        else
            Memory.Span.CopyTo(destination);
    }
}
