namespace ActorBroker.Log.Inspection;

/// <summary>Something in a file that is not as it should be.</summary>
/// <param name="Position">Where, in bytes from the file's start.</param>
/// <param name="Sentence">What, for people.</param>
public sealed record FileDefect(long Position, string Sentence);
