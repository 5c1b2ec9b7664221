using System.Globalization;
using ActorBroker.Log;
using ActorBroker.Log.Reading;
using ActorBroker.Model;

namespace ActorBroker.Benchmarks.Log;

/// <summary>Counts managed bytes allocated by appends and reads, per record of 1 KiB: each call may cost a few objects, no record any.</summary>
internal static class AllocationCase
{
    private const int Calls = 2000;
    private const int RecordsPerBatch = 1000;

    public static void Print(TextWriter output, string directory)
    {
        using var log = new BenchmarkLog(directory);
        var batch = LogSpeed.Batch(1024 * 1024);
        var chunk = new[] { new LogChunk(batch) };
        Append(log, chunk, 50);
        var append = Measure(() => Append(log, chunk, Calls / 10)) / (Calls / 10);
        var view = log.Log.View;
        var buffer = new byte[4 * 1024 * 1024];
        var read = Measure(() => Read(view, buffer)) / Calls;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"allocated: {append} B per append, {read} B per read, of {RecordsPerBatch} records each: {append / RecordsPerBatch} and {read / RecordsPerBatch} B per record"));
    }

    private static void Append(BenchmarkLog log, LogChunk[] chunk, int count)
    {
        for (var call = 0; call < count; call++)
            log.Log.AppendAsLeader(chunk, new LeaderEpoch(0));
    }

    private static void Read(ReadView view, byte[] buffer)
    {
        for (var call = 0; call < Calls; call++)
        {
            using var slice = view.Read(new Offset(call % 40), view.Bounds.End, 1024 * 1024).Slice!;
            slice.CopyTo(buffer);
        }
    }

    private static long Measure(Action work)
    {
        work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
