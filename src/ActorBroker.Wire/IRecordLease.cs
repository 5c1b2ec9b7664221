using System.Buffers;

namespace ActorBroker.Wire;

/// <summary>
/// Batches that lie elsewhere and are to go out in a response as they are, without being copied into its buffer. Whoever puts it into a
/// response gives it away: the output disposes it when its bytes have left, or when the output itself is disposed.
/// </summary>
public interface IRecordLease : IDisposable
{
    /// <summary>The bytes; the same until the lease is disposed.</summary>
    ReadOnlySequence<byte> Bytes { get; }
}
