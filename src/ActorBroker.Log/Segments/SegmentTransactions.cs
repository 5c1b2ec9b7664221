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

    /// <summary>The file.</summary>
    public CachedFile File => file;

    /// <summary>True when there is a file to flush.</summary>
    public bool HasFile => _index.View.Count > 0;

    /// <summary>Reads the file if there is one.</summary>
    /// <returns>False when it is damaged: it holds nothing now, and must be made again from the batches.</returns>
    public bool Load()
    {
        if (!file.Exists)
            return true;

        using var lease = file.Acquire();
        if (TransactionIndex.Load(lease.File, baseOffset, out var index) == StateFileCondition.Sound)
        {
            Volatile.Write(ref _index, index);
            return true;
        }

        lease.File.SetLength(0);
        return false;
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
    public TransactionLookup Collect(Offset start, Offset end, List<AbortedTransaction> found)
    {
        var view = Volatile.Read(ref _index).View;
        if (view.Count == 0)
            return TransactionLookup.Continues;

        using var lease = file.Acquire();
        return view.Collect(lease.File, start, end, found);
    }
}
