using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Producers;

/// <summary>
/// The aborted transactions whose markers lie in one segment, as a file <c>base.txnindex</c> that is absent while there are none. By it a
/// reader of committed records learns which records to drop (KIP-98).
/// </summary>
/// <remarks>
/// Owned by the log's one owner, who opens the file and passes it in; readers use <see cref="View"/>. Holds no entry in memory.
/// Durable only when the owner flushes the file: until the segment below the recovery point is, it is rebuilt from the batches.
/// </remarks>
public sealed class TransactionIndex
{
    /// <summary>The suffix of the file's name.</summary>
    public const string Suffix = ".txnindex";

    private readonly TransactionIndexCuts _cuts = new();
    private readonly Offset _segmentBase;
    private Offset _lastMarker;

    /// <summary>An index without entries.</summary>
    /// <param name="segmentBase">The base offset of the segment: no marker lies below it.</param>
    public TransactionIndex(Offset segmentBase)
    {
        _segmentBase = segmentBase;
        _lastMarker = segmentBase + -1;
        View = new TransactionIndexView(0, _cuts);
    }

    /// <summary>What readers use; another object after each change.</summary>
    public TransactionIndexView View { get; private set; }

    /// <summary>True when the file ends with the seal.</summary>
    public bool IsSealed { get; private set; }

    /// <summary>
    /// Reads the file through and judges it: entries, order and, if it is sealed, the checksum. When the result is not
    /// <see cref="StateFileCondition.Sound"/>, <paramref name="index"/> is empty, and the caller rebuilds the file from the segment.
    /// </summary>
    /// <returns><see cref="StateFileCondition.Sound"/> or <see cref="StateFileCondition.Damaged"/>.</returns>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public static StateFileCondition Load(ILogFile file, Offset segmentBase, out TransactionIndex index)
    {
        index = new TransactionIndex(segmentBase);
        var (count, rest) = Math.DivRem(file.Length, TransactionIndexFormat.EntryBytes);
        var isSealed = rest == TransactionIndexFormat.SealBytes;
        var lastMarker = segmentBase + -1;
        if ((rest != 0 && !isSealed)
            || !TransactionIndexFormat.TryReadThrough(file, count, ref lastMarker, out var check)
            || (isSealed && !TransactionIndexFormat.HasSeal(file, count, check)))
            return StateFileCondition.Damaged;

        index._lastMarker = lastMarker;
        index.IsSealed = isSealed;
        index.View = new TransactionIndexView(count, index._cuts);
        return StateFileCondition.Sound;
    }

    /// <summary>Adds the transaction that was aborted last; its marker lies above those of all before. Not durable before the file is flushed.</summary>
    /// <exception cref="LogDiskException">The disk failed; the index is as it was.</exception>
    public void Append(ILogFile file, in AbortedTransaction entry)
    {
        Invariant.Holds(entry.LastOffset > _lastMarker, "markers rise, and lie in their segment");
        Span<byte> bytes = stackalloc byte[TransactionIndexFormat.EntryBytes];
        TransactionIndexFormat.Write(bytes, entry);
        Unseal(file);
        file.Write(TransactionIndexFormat.PositionOf(View.Count), bytes);
        _lastMarker = entry.LastOffset;
        View = new TransactionIndexView(View.Count + 1, _cuts);
    }

    /// <summary>Drops the transactions whose markers lie at <paramref name="end"/> or above: the log was cut there.</summary>
    /// <returns>True when entries went. Of none left, the owner may delete the file.</returns>
    /// <exception cref="LogDiskException">The disk failed; entries may have gone.</exception>
    /// <exception cref="DamagedTransactionIndexException">An entry is none; nothing was cut.</exception>
    public bool Truncate(ILogFile file, Offset end)
    {
        if (_lastMarker < end)
            return false;

        var count = TransactionIndexFormat.CountBelow(file, View.Count, end);
        var lastMarker = count == 0 ? _segmentBase + -1 : TransactionIndexFormat.ReadAt(file, count - 1).LastOffset;
        _cuts.Add();
        file.SetLength(TransactionIndexFormat.PositionOf(count));
        (_lastMarker, IsSealed) = (lastMarker, false);
        View = new TransactionIndexView(count, _cuts);
        return true;
    }

    /// <summary>
    /// Ends the file with a checksum, as no more is to come: the segment was rolled. An index without entries has no file and no seal.
    /// Not durable before the file is flushed.
    /// </summary>
    /// <exception cref="LogDiskException">The disk failed; the file may end with a part of the seal, which <see cref="Load"/> finds.</exception>
    /// <exception cref="DamagedTransactionIndexException">An entry is none; the file was not sealed.</exception>
    public void Seal(ILogFile file)
    {
        if (View.Count == 0 || IsSealed)
            return;

        var marker = _segmentBase + -1;
        if (!TransactionIndexFormat.TryReadThrough(file, View.Count, ref marker, out var check))
            throw new DamagedTransactionIndexException(file.Path, 0);
        TransactionIndexFormat.WriteSeal(file, View.Count, check);
        IsSealed = true;
    }

    private void Unseal(ILogFile file)
    {
        if (!IsSealed)
            return;
        file.SetLength(TransactionIndexFormat.PositionOf(View.Count));
        IsSealed = false;
    }
}
