using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Producers;
using ActorBroker.Model;

namespace ActorBroker.Log.Segments;

/// <summary>One segment's aborted transactions, with the file they lie in; there is no file while there are none.</summary>
/// <remarks>Threading: the log's owner changes it; any thread collects.</remarks>
internal sealed class SegmentTransactions(CachedFile file, Offset baseOffset)
{
    private TransactionIndex _index = new(baseOffset);
    private volatile bool _isDamaged;

    /// <summary>The file.</summary>
    public CachedFile File => file;

    /// <summary>True when there is a file to flush.</summary>
    public bool HasFile => Count > 0;

    /// <summary>How many transactions.</summary>
    public long Count => _index.View.Count;

    /// <summary>Reads the file if there is one; changes nothing on the disk.</summary>
    /// <param name="countMin">How many transactions it is known to have at least.</param>
    /// <returns>False when it is damaged or lacks some: lookups are refused until <see cref="Clear"/>.</returns>
    public bool Load(long countMin = 0)
    {
        var index = new TransactionIndex(baseOffset);
        var isSound = true;
        if (file.Exists)
        {
            using var lease = file.Acquire();
            isSound = TransactionIndex.Load(lease.File, baseOffset, out index) == StateFileCondition.Sound;
        }

        _isDamaged = !isSound || index.View.Count < countMin;
        if (!_isDamaged)
            Volatile.Write(ref _index, index);
        return !_isDamaged;
    }

    /// <summary>Empties the file: it is to be made again from the batches.</summary>
    public void Clear()
    {
        if (file.Exists)
        {
            using var lease = file.Acquire();
            lease.File.SetLength(0);
        }

        _isDamaged = false;
    }

    /// <summary>Adds a transaction that was aborted; its marker lies behind all others.</summary>
    public void Append(in CompletedTransaction ended)
    {
        using var lease = file.Acquire(LogFileMode.ExistingOrNew);
        _index.Append(lease.File, new AbortedTransaction(ended.Producer, ended.FirstOffset, ended.LastOffset, ended.LastStableOffset));
    }

    /// <summary>Drops the transactions whose markers lie at <paramref name="end"/> or above.</summary>
    public void Truncate(Offset end)
    {
        if (!HasFile)
            return;

        using var lease = file.Acquire();
        _index.Truncate(lease.File, end);
    }

    /// <summary>Closes the file with a checksum: the segment takes no more batches.</summary>
    public void Seal()
    {
        if (!HasFile)
            return;

        using var lease = file.Acquire();
        _index.Seal(lease.File);
    }

    /// <summary>Adds to <paramref name="found"/> the aborted transactions with records from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    /// <exception cref="DamagedTransactionIndexException">The index is damaged; the log's owner makes it again when it loads the log.</exception>
    public TransactionLookup Collect(Offset start, Offset end, List<AbortedTransaction> found)
    {
        if (_isDamaged)
            throw new DamagedTransactionIndexException(file.Path, 0);

        var view = Volatile.Read(ref _index).View;
        if (view.Count == 0)
            return TransactionLookup.Continues;

        using var lease = file.Acquire();
        return view.Collect(lease.File, start, end, found);
    }
}
