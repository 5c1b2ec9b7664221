namespace ActorBroker.Log.Tests.Interchange;

/// <summary>One record with its place, as a log reader prints it: ours or Kafka's.</summary>
/// <param name="Segment">The base offset in the segment's name.</param>
/// <param name="Batch">Where its batch begins in the segment's file, in bytes.</param>
/// <param name="Offset">Its offset.</param>
/// <param name="Timestamp">Milliseconds since 1970.</param>
/// <param name="Codec">The batch's codec, in Kafka's spelling.</param>
/// <param name="Sequence">Its sequence; -1 for none.</param>
/// <param name="HeaderKeys">The names of its headers, with commas between.</param>
/// <param name="Content">Key and value; of a marker what it says.</param>
internal sealed record DumpedRecord(
    long Segment, long Batch, long Offset, long Timestamp, string Codec, int Sequence, string HeaderKeys, string Content);
