using System.Buffers.Binary;
using System.Text;
using ActorBroker.Log;
using ActorBroker.Log.Compaction;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Segments;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Journal.Storage;

/// <summary>Opens a plugin's directory: recovers its log if need be, and reads all of it once, from its start to its end, into the index.</summary>
/// <remarks>Runs on the executor.</remarks>
internal sealed class LogOpening(ILogDisk disk, RecordLogSettings settings, ILogIndex index, long seed)
{
    /// <summary>The only log of a plugin's directory.</summary>
    private static readonly PartitionId Id = new(new TopicId(new Guid(0x6a6f7572, 0x6e61, 0x6c00, new byte[8])), new PartitionIndex(0));

    private readonly List<LogDamage> _damage = [];

    /// <exception cref="LogDiskException">The disk failed, or somebody else has the directory.</exception>
    /// <exception cref="DirectoryMismatchException">The directory is another owner's.</exception>
    /// <exception cref="DamagedIdentityException">Nobody can tell whose it is.</exception>
    /// <exception cref="NewerFormatException">A newer build wrote one of its files.</exception>
    /// <exception cref="UnknownRecordException">A newer build wrote a record.</exception>
    public OpenedLog Run()
    {
        var directory = LogDirectory.Open(disk, settings.Directory, new LogDirectoryOptions
        {
            ClusterId = settings.Owner,
            Broker = new BrokerId(0),
            NewDirectoryId = NewDirectoryId,
        });
        try
        {
            var log = OpenLog(directory);
            var cache = new BlockCache(settings.CacheBytes);
            Scan(log, cache);
            if (SequenceLedger.Load(disk, settings.Directory) is { } ledger)
                index.CheckAgainst(ledger);
            log.SetHighWatermark(log.State.LogEnd);
            return new OpenedLog(directory, log, cache, _damage);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    private PartitionLog OpenLog(LogDirectory directory)
    {
        var options = new PartitionLogOptions { SegmentBytesMax = settings.SegmentBytes, TailBytesMax = 0 };
        if (!directory.Contains(Id))
            return directory.CreateLog(Id, () => options);

        var opened = directory.OpenLog(Id, () => options);
        _damage.AddRange(opened.Recovery?.Damage ?? []);
        return opened.Log;
    }

    private void Scan(PartitionLog log, BlockCache cache)
    {
        var blocks = new LogBlocks(log);
        var next = log.State.LogStart.Value;
        while (next < log.State.LogEnd.Value)
        {
            try
            {
                if (blocks.Read(next, LogBlocks.BlockBytesMax) is not { } block)
                    return;

                Load(block);
                cache.TryAdd(block);
                next = block.Next;
            }
            catch (CorruptBatchException exception)
            {
                NoteDamage(exception);
                next = Math.Max(next + 1, exception.Next.Value);
            }
        }
    }

    private void Load(LogBlock block)
    {
        foreach (var batch in new RecordBatchEnumerator(block.Bytes.Span))
        {
            foreach (var record in batch.Records)
            {
                if (!index.TryLoad(record))
                    throw new UnknownRecordException(settings.Directory, record.Offset.Value);
            }
        }
    }

    private void NoteDamage(CorruptBatchException found)
    {
        if (!_damage.Exists(damage => !damage.IsCut && damage.First <= found.First && found.First < damage.Next))
            _damage.Add(found.ToDamage());
    }

    private Guid NewDirectoryId()
    {
        var digest = KeyDigest.Of(new UInt128(0, (ulong)seed), Encoding.UTF8.GetBytes(settings.Directory));
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, digest);
        return new Guid(bytes);
    }
}
