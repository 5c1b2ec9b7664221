namespace ActorBroker.Journal.Storage;

/// <summary>Whole, checked batches that lie one behind the other, in memory.</summary>
/// <param name="Bytes">The batches; immutable.</param>
/// <param name="First">The first batch's base offset.</param>
/// <param name="Next">The offset behind the last batch.</param>
internal sealed record LogBlock(ReadOnlyMemory<byte> Bytes, long First, long Next);
