using ActorBroker.Model;

namespace ActorBroker.Log.Inspection;

/// <summary>Something in a file that is not as it should be.</summary>
/// <param name="Position">Where, in bytes from the file's start.</param>
/// <param name="Sentence">What, for people.</param>
public sealed record FileDefect(long Position, string Sentence)
{
    /// <summary>How many bytes are concerned, from <see cref="Position"/> on; 0 where nothing lies there, or where nobody can tell.</summary>
    public long Bytes { get; init; }

    /// <summary>The first offset that cannot be read for this; <see cref="Offset.None"/> when no record is concerned.</summary>
    public Offset First { get; init; } = Offset.None;

    /// <summary>The first offset behind those; <see cref="Offset.None"/> when no record is concerned, or when nobody can tell how many were there.</summary>
    public Offset Next { get; init; } = Offset.None;
}
