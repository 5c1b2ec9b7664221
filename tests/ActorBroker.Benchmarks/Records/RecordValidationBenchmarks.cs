using ActorBroker.Model;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;
using BenchmarkDotNet.Attributes;

namespace ActorBroker.Benchmarks.Records;

/// <summary>One batch of 16 KiB that lies in the nearest caches: the cost of each step in time and allocated bytes.</summary>
[MemoryDiagnoser]
public class RecordValidationBenchmarks
{
    private byte[] _batch = [];

    /// <summary>The length of a record, in bytes.</summary>
    [Params(40, 100, 1024)]
    public int RecordBytes { get; set; }

    /// <summary>Builds the batch.</summary>
    [GlobalSetup]
    public void Build() => _batch = RecordBatchSamples.Batch(RecordBytes, CompressionCodec.None);

    /// <summary>The checksum alone, which validation cannot go below.</summary>
    [Benchmark(Baseline = true)]
    public uint Checksum() => Crc32C.Compute(_batch.AsSpan(RecordBatchFormat.AttributesPosition));

    /// <summary>All that a leader does with a batch that comes in.</summary>
    [Benchmark]
    public RecordBatchValidation Validate() =>
        RecordBatchValidator.Validate(_batch, RecordValidationOptions.Default, RecordBatchSamples.Now);

    /// <summary>All records gone over, as a consumer does.</summary>
    [Benchmark]
    public long Enumerate()
    {
        long sum = 0;
        foreach (var record in Open().Records)
            sum += record.Timestamp + record.Value.Span.Length;
        return sum;
    }

    private RecordBatch Open()
    {
        var opened = RecordBatch.TryOpen(_batch, out var batch);
        Invariant.Holds(opened, "the measured batch is whole");
        return batch;
    }
}
