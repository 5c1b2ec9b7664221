using ActorBroker.Model;

namespace ActorBroker.Log.Segments;

/// <summary>Where a batch lies in its segment's file, and which offsets it holds.</summary>
/// <param name="Position">Bytes before it.</param>
/// <param name="Bytes">Its length, header included.</param>
/// <param name="BaseOffset">Its first offset.</param>
/// <param name="NextOffset">The offset behind its last one.</param>
/// <param name="MaxTimestamp">Its records' largest timestamp, in milliseconds since 1970; -1 for none.</param>
internal readonly record struct BatchPosition(int Position, int Bytes, Offset BaseOffset, Offset NextOffset, long MaxTimestamp)
{
    /// <summary>Where the batch behind it begins.</summary>
    public int EndPosition => Position + Bytes;
}
