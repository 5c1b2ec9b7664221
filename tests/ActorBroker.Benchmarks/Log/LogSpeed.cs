using System.Globalization;
using ActorBroker.Benchmarks.Records;
using ActorBroker.Model.Compression;

namespace ActorBroker.Benchmarks.Log;

/// <summary>
/// The storage engine beside the limits of this machine, in one run: each round measures the bare system calls and then the log, in turn,
/// so that a busy machine disturbs both alike. The table gives medians, and the median of the rounds' ratios.
/// </summary>
internal static class LogSpeed
{
    private const int Rounds = 7;
    private const double BytesPerMiB = 1024.0 * 1024;

    /// <summary>Measures and prints. Arguments: a directory on the disk to measure, and the number of rounds; each has a default.</summary>
    public static void Run(string[] arguments, TextWriter output)
    {
        var directory = Path.Combine(arguments.Length > 0 ? arguments[0] : AppContext.BaseDirectory, "log-speed");
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : Rounds;
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        Directory.CreateDirectory(directory);
        output.WriteLine($"median of {rounds} rounds             bare        log    log/bare   goal");
        Compare(output, rounds, "append 16 KiB, MiB/s", 0.7, new AppendCase(directory, 16 * 1024));
        Compare(output, rounds, "append 1 MiB, MiB/s", 0.7, new AppendCase(directory, 1024 * 1024));
        Compare(output, rounds, "durable, 64 writers, MiB/s", 0.7, new DurableAppendCase(directory));
        using (var reads = new ReadCase(directory))
        {
            Compare(output, rounds, "sequential read, MiB/s", 0.7, reads);
            PrintRate(output, "recovery scan, MiB/s", 1024, Median(rounds, reads.Recover));
        }

        AllocationCase.Print(output, directory);
        ManyLogs.Print(output, directory);
        RecordSpeed.Run(output);
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>A batch of about this many bytes, of records of 1 KiB.</summary>
    internal static byte[] Batch(int bytes) => RecordBatchSamples.Batch(1024, CompressionCodec.None, bytes);

    private static void Compare(TextWriter output, int rounds, string name, double goal, ISpeedCase measured)
    {
        measured.Bare();
        measured.Log();
        var results = new List<(double Bare, double Log)>();
        for (var round = 0; round < rounds; round++)
            results.Add((measured.Bare() / BytesPerMiB, measured.Log() / BytesPerMiB));
        var bare = Median(results.Select(result => result.Bare));
        var log = Median(results.Select(result => result.Log));
        var ratio = Median(results.Select(result => result.Log / result.Bare));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-28}{bare,10:0.0} {log,10:0.0} {ratio,10:0.00} {goal,7:0.00} {(ratio >= goal ? "" : "MISSED")}"));
    }

    internal static void PrintRate(TextWriter output, string name, double goal, double rate) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-28}{"",10} {rate,10:0.0} {"",10} {goal,7:0} {(rate >= goal ? "" : "MISSED")}"));

    internal static void PrintSeconds(TextWriter output, string name, double goal, double seconds) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-28}{"",10} {seconds,10:0.00} {"",10} {goal,7:0} {(seconds <= goal ? "" : "MISSED")}"));

    internal static double Median(int rounds, Func<double> bytesPerSecond) =>
        Median(Enumerable.Range(0, rounds).Select(_ => bytesPerSecond() / BytesPerMiB));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
