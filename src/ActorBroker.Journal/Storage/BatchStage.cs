using System.Runtime.InteropServices;
using ActorBroker.Log;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Journal.Storage;

/// <summary>Records that wait to be appended together, in batches of about one size. What must be there all or not at all lies in one batch.</summary>
/// <remarks>One owner.</remarks>
/// <param name="batchBytes">A batch that has grown to this size takes no further unit.</param>
internal sealed class BatchStage(int batchBytes)
{
    private static readonly RecordBatchOptions Options = new() { BytesMax = Array.MaxLength };

    private readonly List<RecordBatchBuilder> _builders = [];

    /// <summary>How many records wait.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes wait, about.</summary>
    public long Bytes { get; private set; }

    /// <summary>Begins a unit: the records up to the next call are there all or not at all.</summary>
    /// <param name="bytes">About how many bytes of keys and values it has.</param>
    public void BeginUnit(int bytes)
    {
        if (_builders.Count == 0 || (long)_builders[^1].SizeInBytes + bytes > batchBytes)
            _builders.Add(new RecordBatchBuilder(Options));
    }

    /// <summary>Adds a record to the unit that was begun last.</summary>
    /// <param name="timestamp">Milliseconds since 1970.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null for a tombstone.</param>
    public void Add(long timestamp, ReadOnlySpan<byte> key, NullableBytes value)
    {
        var isAdded = _builders[^1].TryAppend(timestamp, key, value);
        Invariant.Holds(isAdded, "a unit's size was checked before it was staged");
        Count++;
        Bytes += key.Length + value.Span.Length;
    }

    /// <summary>What is to be appended, until <see cref="Clear"/>.</summary>
    public LogChunk[] ToChunks() =>
        [.. _builders.Where(builder => builder.Count > 0).Select(builder => new LogChunk(MemoryMarshal.AsMemory(builder.Build())))];

    /// <summary>Forgets all, and gives the memory back.</summary>
    public void Clear()
    {
        foreach (var builder in _builders)
            builder.Dispose();
        _builders.Clear();
        (Count, Bytes) = (0, 0);
    }
}
