namespace ActorBroker.Model.Compression;

/// <summary>One step of a block, as it is written.</summary>
/// <param name="Literals">How many literals come first.</param>
/// <param name="Offset">The offset value: 1 to 3 repeat an earlier distance, a greater one is a distance and 3.</param>
/// <param name="Length">How many bytes the match repeats, 3 and up.</param>
internal readonly record struct ZstdCodedSequence(uint Literals, uint Offset, uint Length);
