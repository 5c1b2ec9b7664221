using System.Buffers;
using ActorBroker.Log.Directories;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Producers;

/// <summary>
/// What one log knows of those who write to it with a producer id (KIP-98): their last five batches, by which a repeated batch is found and a
/// gap refused, and their open transactions, which hold the last stable offset down.
/// </summary>
/// <remarks>
/// Owned by the log's one owner. Changed only by <see cref="Apply"/>, alike on a leader, on a follower and in recovery, so that all three
/// agree; <see cref="Check"/> asks. Appending for a producer that is known allocates nothing.
/// Retention forgets no producer (KIP-360); only <see cref="Expire"/> and the bound on their number do, and never one with an open
/// transaction.
/// </remarks>
public sealed class ProducerStates
{
    private readonly Dictionary<ProducerId, ProducerEntry> _producers = [];
    private readonly OpenTransactions _open = new();
    private readonly UnreplicatedTransactions _unreplicated = new();
    private readonly ProducerChecks _checks = new();
    private readonly ProducerStateOptions _options;
    private Offset _logStart = Offset.Zero;
    private int _evictAt;

    /// <summary>Knows no producer; the next offset is 0.</summary>
    public ProducerStates(ProducerStateOptions options)
    {
        _options = options;
        _evictAt = options.ProducersMax;
    }

    /// <summary>How many producers are known.</summary>
    public int Count => _producers.Count;

    /// <summary>The offset after the last batch applied: what is known is the log's state at this offset.</summary>
    public Offset NextOffset { get; private set; } = Offset.Zero;

    /// <summary>
    /// Judges a batch that a leader is about to append; a batch of no producer is accepted. A batch that was accepted counts as applied for
    /// the checks that follow, until it is, or <see cref="ForgetChecked"/> gives it up; so several can be checked before the first is applied.
    /// </summary>
    /// <param name="batch">Its offsets need not be assigned yet.</param>
    /// <param name="markerRaisesEpoch">
    /// True for a marker whose coordinator raises the producer's epoch with each transaction (KIP-890): one of the present epoch is then
    /// refused while a transaction is open.
    /// </param>
    public ProducerCheck Check(in RecordBatch batch, bool markerRaisesEpoch = false) =>
        batch.ProducerId == ProducerId.None
            ? ProducerCheck.Accepted
            : _checks.Check(batch, _producers.GetValueOrDefault(batch.ProducerId), markerRaisesEpoch);

    /// <summary>Gives up the batches that were accepted but will not be applied. Does nothing when there are none.</summary>
    public void ForgetChecked() => _checks.Forget();

    /// <summary>
    /// Takes a batch of the log into account, with its offsets assigned; the log is followed whatever it holds. Never throws on a batch whose
    /// checksum is good. A batch below <see cref="NextOffset"/> was applied before and changes nothing.
    /// </summary>
    /// <returns>The transaction that the batch ended; null for all but markers, and for the marker of a transaction without records here.</returns>
    public CompletedTransaction? Apply(in RecordBatch batch)
    {
        if (batch.LastOffset < NextOffset)
            return null;

        NextOffset = batch.NextOffset;
        var producer = batch.ProducerId;
        if (producer == ProducerId.None)
            return null;

        _checks.OnApplied(producer);
        if (batch.IsControl)
            return TransactionMarkers.TryRead(batch, out var marker) ? ApplyMarker(batch, marker) : null;

        var entry = EntryOf(producer);
        entry.AddBatch(batch);
        if (batch.IsTransactional && !entry.HasOpenTransaction)
        {
            entry.OpenTransaction(batch.BaseOffset);
            _open.Add(batch.BaseOffset);
        }

        return null;
    }

    /// <summary>
    /// The smallest first offset of a transaction that is open, or whose marker is not below <paramref name="highWatermark"/>; not below the
    /// log's start. <see cref="Offset.None"/> when there is none, and then all below the high watermark is stable.
    /// </summary>
    public Offset FirstUnstableOffset(Offset highWatermark)
    {
        var open = _open.FirstOffset;
        var first = _unreplicated.FirstOffset(highWatermark);
        if (first == Offset.None || (open != Offset.None && open < first))
            first = open;
        return first != Offset.None && first < _logStart ? _logStart : first;
    }

    /// <summary>Forgets transactions whose markers lie below the high watermark: they are decided for good.</summary>
    public void OnHighWatermark(Offset highWatermark) => _unreplicated.RemoveBelow(highWatermark);

    /// <summary>The log starts here now. Producers stay, so that what they repeat is still known (KIP-360).</summary>
    public void RetainFrom(Offset logStart)
    {
        _logStart = logStart;
        _unreplicated.RemoveBelow(logStart);
        if (NextOffset < logStart)
            NextOffset = logStart;
    }

    /// <summary>Forgets producers without open transaction that wrote nothing after <paramref name="lastUse"/>. Costs a look at each producer.</summary>
    /// <returns>How many were forgotten.</returns>
    public int Expire(DateTimeOffset lastUse) => ForgetIdle(lastUse.ToUnixTimeMilliseconds(), int.MaxValue);

    /// <summary>What is known of a producer; false when nothing is.</summary>
    public bool TryDescribe(ProducerId producer, out ProducerDescription description)
    {
        var known = _producers.TryGetValue(producer, out var entry);
        description = known ? Describe(entry!) : default;
        return known;
    }

    /// <summary>What is known of each producer, in no order.</summary>
    public IReadOnlyList<ProducerDescription> Describe() => [.. _producers.Values.Select(Describe)];

    /// <summary>Which batch of each known producer is its newest: compaction keeps at least its header, by which the producer is known again.</summary>
    internal Dictionary<ProducerId, NewestBatch> NewestBatches() => _producers.ToDictionary(
        known => known.Key,
        known => new NewestBatch(known.Value.Epoch, known.Value.BatchCount == 0 ? Offset.None : known.Value.Batch(known.Value.BatchCount - 1).LastOffset));

    /// <summary>Forgets everything; the next batch applied may begin at <paramref name="nextOffset"/> or above.</summary>
    public void Clear(Offset nextOffset)
    {
        _producers.Clear();
        _open.Clear();
        _unreplicated.Clear();
        _checks.Forget();
        _evictAt = _options.ProducersMax;
        _logStart = Offset.Zero;
        NextOffset = nextOffset;
    }

    /// <summary>The state at <see cref="NextOffset"/> as a snapshot file's bytes; see <see cref="ProducerSnapshotFile"/>.</summary>
    public byte[] TakeSnapshot() => ProducerSnapshotFile.Encode(_producers.Values, _unreplicated.Kept);

    /// <summary>
    /// Replaces the state by a snapshot's. When the result is not <see cref="StateFileCondition.Sound"/>, nothing is known afterwards, and the
    /// caller takes an older snapshot, or applies the log from its start.
    /// </summary>
    /// <param name="file">The snapshot file's bytes, also one of Kafka's own.</param>
    /// <param name="offset">The offset the file is named by, which becomes <see cref="NextOffset"/>.</param>
    /// <returns><see cref="StateFileCondition.Sound"/>, <see cref="StateFileCondition.Damaged"/> or <see cref="StateFileCondition.Newer"/>.</returns>
    public StateFileCondition LoadSnapshot(ReadOnlySpan<byte> file, Offset offset)
    {
        Clear(offset);
        var condition = ProducerSnapshotFile.Decode(file, offset, out var producers, out var unreplicated);
        foreach (var entry in producers)
        {
            _producers.Add(entry.Producer, entry);
            if (entry.HasOpenTransaction)
                _open.Add(entry.TransactionFirstOffset);
        }

        foreach (var (first, marker) in unreplicated)
            _unreplicated.Add(first, marker);
        return condition;
    }

    private static ProducerDescription Describe(ProducerEntry entry) => new(
        entry.Producer, entry.Epoch, entry.LastSequence, entry.LastTimestamp, entry.CoordinatorEpoch, entry.TransactionFirstOffset);

    private CompletedTransaction? ApplyMarker(in RecordBatch batch, EndTransactionMarker marker)
    {
        var entry = EntryOf(batch.ProducerId);
        var first = entry.TransactionFirstOffset;
        entry.EndTransaction(batch.ProducerEpoch, marker.CoordinatorEpoch, batch.MaxTimestamp);
        if (first == Offset.None)
            return null;

        _open.Remove(first);
        _unreplicated.Add(first, batch.LastOffset);
        var stable = _open.FirstOffset == Offset.None ? batch.NextOffset : _open.FirstOffset;
        return new CompletedTransaction(batch.ProducerId, first, batch.LastOffset, stable, !marker.IsCommit);
    }

    private ProducerEntry EntryOf(ProducerId producer)
    {
        if (_producers.TryGetValue(producer, out var entry))
            return entry;

        if (_producers.Count >= _evictAt)
            Evict();
        entry = new ProducerEntry(producer);
        _producers.Add(producer, entry);
        return entry;
    }

    private void Evict()
    {
        var share = (_options.ProducersMax / 16) + 1;
        var timestamps = ArrayPool<long>.Shared.Rent(_producers.Count);
        var idle = 0;
        foreach (var entry in _producers.Values)
        {
            if (!entry.HasOpenTransaction)
                timestamps[idle++] = entry.LastTimestamp;
        }

        if (idle > 0)
        {
            Array.Sort(timestamps, 0, idle);
            ForgetIdle(timestamps[Math.Min(share, idle) - 1], share);
        }

        ArrayPool<long>.Shared.Return(timestamps);

        // Where open transactions hold most of the room, the next look waits until as many have come again as may go at once.
        _evictAt = Math.Max(_options.ProducersMax, _producers.Count + share);
    }

    /// <summary>Forgets up to <paramref name="countMax"/> idle producers whose last timestamp is not above <paramref name="timestamp"/>.</summary>
    private int ForgetIdle(long timestamp, int countMax)
    {
        var count = 0;
        foreach (var (producer, entry) in _producers)
        {
            if (count == countMax)
                break;
            if (entry.HasOpenTransaction || entry.LastTimestamp > timestamp)
                continue;

            _producers.Remove(producer);
            count++;
        }

        return count;
    }
}
