using ActorBroker.Log.Directories;
using ActorBroker.Model;

namespace ActorBroker.Log.Producers;

/// <summary>Reads a snapshot's fields behind its checksum (see <see cref="ProducerSnapshotFile"/>) and judges each: a good checksum does not make a number sensible.</summary>
internal ref struct ProducerSnapshotReader(ReadOnlySpan<byte> content, Offset offset)
{
    private StateReader _reader = new(content);
    private bool _isWrong;

    public List<ProducerEntry> Producers { get; } = [];

    public List<(Offset First, Offset Marker)> Unreplicated { get; } = [];

    /// <summary>Reads all; call once.</summary>
    public StateFileCondition Read()
    {
        var newest = ReadProducers();
        var hasExtension = _reader.Remaining > 0;
        if (hasExtension && !ReadExtensionVersion(out var isNewer))
            return isNewer ? StateFileCondition.Newer : StateFileCondition.Damaged;

        if (hasExtension)
            ReadUnreplicated();
        for (var index = 0; index < newest.Count; index++)
            ReadBatches(Producers[index], newest[index], hasExtension);
        _isWrong |= _reader.Overran || _reader.Remaining > 0;
        return _isWrong ? StateFileCondition.Damaged : StateFileCondition.Sound;
    }

    /// <summary>Reads what Kafka has. The producers still lack their batches; the result holds the newest of each.</summary>
    private List<AppendedBatch> ReadProducers()
    {
        var count = _reader.ReadCount(ProducerSnapshotFile.EntryBytes);
        var newest = new List<AppendedBatch>(count);
        var seen = new HashSet<ProducerId>(count);
        Producers.EnsureCapacity(count);
        for (var index = 0; index < count; index++)
        {
            var entry = new ProducerEntry(new ProducerId(_reader.ReadInt64()));
            var epoch = new ProducerEpoch(_reader.ReadInt16());
            var sequence = new Sequence(_reader.ReadInt32());
            var lastOffset = new Offset(_reader.ReadInt64());
            var delta = _reader.ReadInt32();
            var timestamp = _reader.ReadInt64();
            entry.Restore(epoch, _reader.ReadInt32(), timestamp, new Offset(_reader.ReadInt64()));
            newest.Add(new AppendedBatch(sequence, delta, lastOffset, timestamp));
            Producers.Add(entry);
            _isWrong |= entry.Producer.Value < 0 || epoch.Value < 0 || !seen.Add(entry.Producer)
                || entry.TransactionFirstOffset < Offset.None || entry.TransactionFirstOffset >= offset;
        }

        return newest;
    }

    private bool ReadExtensionVersion(out bool isNewer)
    {
        var isOurs = _reader.ReadInt32() == ProducerSnapshotFile.ExtensionMarker;
        var version = _reader.ReadInt16();
        isNewer = isOurs && version > ProducerSnapshotFile.ExtensionVersion;
        return isOurs && version == ProducerSnapshotFile.ExtensionVersion;
    }

    private void ReadUnreplicated()
    {
        var count = _reader.ReadCount(ProducerSnapshotFile.UnreplicatedBytes);
        Unreplicated.EnsureCapacity(count);
        var previous = (First: Offset.None, Marker: Offset.None);
        for (var index = 0; index < count; index++)
        {
            var (first, marker) = (new Offset(_reader.ReadInt64()), new Offset(_reader.ReadInt64()));
            _isWrong |= first <= previous.First || marker <= previous.Marker || first >= marker || marker >= offset;
            Unreplicated.Add((first, marker));
            previous = (first, marker);
        }
    }

    private void ReadBatches(ProducerEntry entry, AppendedBatch newest, bool hasExtension)
    {
        if (hasExtension)
        {
            newest = newest with { Timestamp = _reader.ReadInt64() };
            var earlier = _reader.ReadByte();
            _isWrong |= earlier >= AppendedBatches.Length || (earlier > 0 && newest.LastSequence == Sequence.None);
            for (var index = 0; index < earlier && !_isWrong; index++)
                Add(entry, ReadBatch());
        }

        if (newest.LastSequence != Sequence.None)
            Add(entry, newest);
    }

    private AppendedBatch ReadBatch() => new(
        new Sequence(_reader.ReadInt32()), _reader.ReadInt32(), new Offset(_reader.ReadInt64()), _reader.ReadInt64());

    private void Add(ProducerEntry entry, in AppendedBatch batch)
    {
        _isWrong |= batch.LastSequence.Value < 0 || batch.OffsetDelta < 0
            || batch.LastOffset >= offset || batch.LastOffset.Value < batch.OffsetDelta;
        entry.AddBatch(batch);
    }
}
