namespace ActorBroker.Model.Compression;

/// <summary>Receives what a matcher finds, in order: literals, and a match that repeats earlier bytes behind them.</summary>
internal interface ISequenceSink
{
    /// <param name="literalsAt">Where the literals begin in the source.</param>
    /// <param name="literals">How many they are, 0 and up.</param>
    /// <param name="distance">How far before its own begin the match repeats, 1 to <see cref="Matching.DistanceMax"/>.</param>
    /// <param name="length">The match's length, <see cref="Matching.LengthMin"/> and up.</param>
    void Add(int literalsAt, int literals, int distance, int length);

    /// <summary>The last literals of a block, which no match follows; at least <see cref="Matching.TailBytes"/> unless the block is shorter.</summary>
    void AddTail(int literalsAt, int literals);
}
