namespace ActorBroker.Model.Compression;

/// <summary>Finds what repeats in a source. Owned by one compression; disposed once, which gives its tables back.</summary>
internal interface IMatcher : IDisposable
{
    /// <summary>Cuts one block into sequences. The blocks of one source come in order.</summary>
    /// <param name="source">The whole source, the same at every call.</param>
    /// <param name="start">Where the block begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="historyStart">The first byte that matches may repeat.</param>
    /// <param name="sink">Receives the sequences.</param>
    void Find<TSink>(ReadOnlySpan<byte> source, int start, int end, int historyStart, ref TSink sink)
        where TSink : struct, ISequenceSink, allows ref struct;
}
