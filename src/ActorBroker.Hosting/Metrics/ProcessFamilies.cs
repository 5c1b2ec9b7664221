using System.Diagnostics;
using System.Globalization;

namespace ActorBroker.Hosting.Metrics;

/// <summary>The process, under the names that every client library of Prometheus uses. For OpenTelemetry the runtime tells the same itself.</summary>
/// <remarks>What only Linux tells (<c>/proc/self</c>) is left out elsewhere.</remarks>
internal static class ProcessFamilies
{
    private const string Io = "/proc/self/io";
    private const string Files = "/proc/self/fd";

    public static IEnumerable<MetricFamily> All =>
    [
        MetricFamily.Counter("process_cpu_seconds_total", null, "s", "Processor time that was used.", sink => sink.Add(Environment.CpuUsage.TotalTime.TotalSeconds)),
        MetricFamily.Gauge("process_resident_memory_bytes", null, "By", "Memory that is held.", () => Environment.WorkingSet),
        MetricFamily.Gauge("process_start_time_seconds", null, "s", "When it was started, in seconds since 1970.", Started),
        MetricFamily.Gauge("process_open_fds", null, "1", "File descriptors that are open.", CollectFiles),
        MetricFamily.Gauge("kafka_server_kafkaserver_linux_disk_read_bytes", null, "By", "Bytes that were read from disks.", sink => CollectIo(sink, "read_bytes: ")),
        MetricFamily.Gauge("kafka_server_kafkaserver_linux_disk_write_bytes", null, "By", "Bytes that were written to disks.", sink => CollectIo(sink, "write_bytes: ")),
        MetricFamily.Counter("dotnet_gc_collections_total", null, "1", "Garbage collections, by the oldest generation collected.", CollectGarbage),
        MetricFamily.Counter("dotnet_gc_pause_seconds_total", null, "s", "Time for which threads were stopped for garbage collection.", sink => sink.Add(GC.GetTotalPauseDuration().TotalSeconds)),
        MetricFamily.Gauge("dotnet_gc_heap_bytes", null, "By", "Bytes of the managed heap.", () => GC.GetTotalMemory(forceFullCollection: false)),
    ];

    private static double Started()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1_000.0;
    }

    private static void CollectFiles(SampleSink sink)
    {
        if (Directory.Exists(Files))
            sink.Add(Directory.EnumerateFileSystemEntries(Files).Count());
    }

    private static void CollectIo(SampleSink sink, string name)
    {
        if (File.Exists(Io) && File.ReadLines(Io).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line)
            sink.Add(long.Parse(line.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>The runtime's count of a generation has those of older ones in it.</summary>
    private static void CollectGarbage(SampleSink sink)
    {
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            var older = generation == GC.MaxGeneration ? 0 : GC.CollectionCount(generation + 1);
            sink.Add(GC.CollectionCount(generation) - older, new KeyValuePair<string, object?>("generation", generation));
        }
    }
}
