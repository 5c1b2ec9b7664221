namespace ActorBroker.Model.Compression;

/// <summary>One step of a block.</summary>
/// <param name="Literals">How many literals come first.</param>
/// <param name="Distance">How far back the match begins; 0 comes from damage alone.</param>
/// <param name="Length">How many bytes it repeats, 3 and up.</param>
internal readonly record struct ZstdSequence(int Literals, uint Distance, int Length);
