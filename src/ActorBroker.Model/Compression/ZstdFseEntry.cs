namespace ActorBroker.Model.Compression;

/// <summary>One state of an FSE table: what it stands for, and where it leads.</summary>
/// <param name="Value">The symbol, or the number that its extra bits are added to.</param>
/// <param name="NextState">The number that the next bits are added to, to get the next state.</param>
/// <param name="Bits">How many bits lead to the next state.</param>
/// <param name="ExtraBits">How many bits are added to the value.</param>
internal readonly record struct ZstdFseEntry(uint Value, ushort NextState, byte Bits, byte ExtraBits);
