using System.Globalization;
using ActorBroker.Broker.Doors;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Benchmarks.Broker;

/// <summary>
/// What a batch costs on its way through a partition's actor, and back through its view: time, and managed bytes allocated in the whole process. With more
/// records in a batch the bytes per batch stay as they are.
/// </summary>
internal static class PartitionSpeed
{
    private const int Batches = 20_000;
    private const int AtOnce = 16;

    public static void Run(TextWriter output)
    {
        using var broker = new BenchmarkBroker();
        output.WriteLine("what,records_per_batch,us_per_batch,allocated_B_per_batch,allocated_B_per_record");
        foreach (var records in (int[])[1, 10, 100, 1_000])
        {
            foreach (var policy in (string[])["os", "commit"])
            {
                var hosted = broker.Create($"t-{policy}-{records}", policy);
                Print(output, $"produce {policy}", records, Measure(broker, () => Produce(hosted, Batch(records))));
                Print(output, $"fetch {policy}", records, Measure(broker, () => Fetch(hosted)));
            }
        }
    }

    private static void Produce(HostedPartition hosted, byte[] batch)
    {
        var validation = RecordBatchValidator.Validate(batch, RecordValidationOptions.Default, now: 1_000);
        using var door = new BenchmarkDoor(batch, AtOnce);
        for (var sent = 0; sent < Batches; sent++)
            door.Send(hosted, validation);
        door.AwaitAll();
    }

    private static void Fetch(HostedPartition hosted)
    {
        var buffer = new byte[64 * 1024];
        var entry = hosted.Entry;
        var end = entry.ReadableEnd(ReadLevel.HighWatermark);
        var next = Offset.Zero;
        for (var read = 0; read < Batches; read++)
        {
            using var slice = entry.View!.Read(next, end, bytesMax: 1).Slice!;
            _ = RecordBatch.TryOpen(buffer.AsSpan(0, slice.CopyTo(buffer)), out var batch);
            next = batch.NextOffset < end ? batch.NextOffset : Offset.Zero;
        }
    }

    /// <summary>Time and bytes per batch of the second of two runs: the first one warms up.</summary>
    private static (double Microseconds, long Bytes) Measure(BenchmarkBroker broker, Action work)
    {
        work();
        var (bytes, began) = (GC.GetTotalAllocatedBytes(precise: true), broker.Clock.GetTimestamp());
        work();
        var elapsed = broker.Clock.GetElapsedTime(began);
        return (elapsed.TotalMicroseconds / Batches, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / Batches);
    }

    private static byte[] Batch(int records)
    {
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Default);
        for (var record = 0; record < records; record++)
            builder.TryAppend(1_000, default, "0123456789"u8.ToArray());
        return builder.ToArray();
    }

    private static void Print(TextWriter output, string what, int records, (double Microseconds, long Bytes) cost) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what},{records},{cost.Microseconds:F1},{cost.Bytes},{(double)cost.Bytes / records:F1}"));
}
