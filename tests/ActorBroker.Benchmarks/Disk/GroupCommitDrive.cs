using System.Globalization;

namespace ActorBroker.Benchmarks.Disk;

/// <summary>
/// Compares ways to flush many dirty logs (ADR-0002). Each round runs every way once, in turn, so that a busy machine disturbs all
/// alike; the table shows medians of the rounds.
/// </summary>
internal static class GroupCommitDrive
{
    private static readonly FlushWay[] Ways =
    [
        FlushWay.Serial, FlushWay.StartedSerial, FlushWay.WholeFileSystem,
        FlushWay.Parallel(2), FlushWay.Parallel(4), FlushWay.Parallel(8), FlushWay.Parallel(16), FlushWay.StartedParallel(4),
        FlushWay.Free(1), FlushWay.Free(2), FlushWay.Free(4), FlushWay.Free(8), FlushWay.Free(16), FlushWay.Free(32),
    ];

    /// <summary>
    /// Measures and prints. Arguments: directory, logs, bytes each log gathers for one group, groups per run, rounds, and the MiB/s that
    /// another file of the same file system is written to without flushes; each has a default.
    /// </summary>
    public static void Run(string[] arguments)
    {
        var directory = arguments.Length > 0 ? arguments[0] : Path.Combine(AppContext.BaseDirectory, "group-commit");
        var logs = Number(arguments, 1, 16);
        var bytes = Number(arguments, 2, 4 * 16 * 1024);
        var groups = Number(arguments, 3, 100);
        var rounds = Number(arguments, 4, 7);
        var otherMiBPerSecond = Number(arguments, 5, 0);
        Directory.CreateDirectory(directory);

        var results = new Dictionary<(FlushWay, Preparation), List<FlushRate>>();
        using (new BackgroundWriter(Path.Combine(directory, "other"), otherMiBPerSecond))
        {
            for (var round = 0; round < rounds; round++)
                MeasureAll(results, (way, preparation) => Measure(directory, way, preparation, logs, bytes, groups));
        }

        Print(
            $"{logs} logs, {bytes / 1024.0:0.#} KiB each per group, {groups} groups, median of {rounds} rounds, {otherMiBPerSecond} MiB/s beside",
            results);
    }

    private static void MeasureAll(
        Dictionary<(FlushWay, Preparation), List<FlushRate>> results, Func<FlushWay, Preparation, FlushRate> measure)
    {
        foreach (var preparation in Enum.GetValues<Preparation>())
        {
            foreach (var way in Ways)
            {
                if (!results.TryGetValue((way, preparation), out var measured))
                    results[(way, preparation)] = measured = [];
                measured.Add(measure(way, preparation));
            }
        }
    }

    private static FlushRate Measure(
        string directory, FlushWay way, Preparation preparation, int logs, int bytes, int groups)
    {
        var files = Enumerable.Range(0, logs)
            .Select(i => new DirtyFile(Path.Combine(directory, $"{i}.log"), preparation, bytes, groups))
            .ToArray();
        try
        {
            FlushCalls.FlushFileSystem(files[0].Handle);
            var start = TimeProvider.System.GetTimestamp();
            way.Run(files, groups);
            var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            return new FlushRate((double)logs * bytes * groups / (1 << 20) / seconds, Median(files.SelectMany(file => file.Waits)));
        }
        finally
        {
            foreach (var file in files)
                file.Dispose();
        }
    }

    private static void Print(string title, Dictionary<(FlushWay Way, Preparation Preparation), List<FlushRate>> results)
    {
        var preparations = Enum.GetValues<Preparation>();
        Console.WriteLine(title);
        Console.WriteLine();
        Console.WriteLine($"| way | {string.Join(" | ", preparations.Select(preparation => $"{preparation}: MiB/s (lowest, highest) | wait ms"))} |");
        Console.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---:|---:|", preparations.Length))}");
        foreach (var way in Ways)
            Console.WriteLine($"| {way.Name} | {string.Join(" | ", preparations.Select(preparation => Cell(results[(way, preparation)])))} |");
        Console.WriteLine();
    }

    private static string Cell(List<FlushRate> rounds)
    {
        var rates = rounds.Select(round => round.MiBPerSecond).ToArray();
        var wait = Median(rounds.Select(round => round.WaitMs));
        return string.Create(CultureInfo.InvariantCulture, $"{Median(rates):0} ({rates.Min():0}, {rates.Max():0}) | {wait:0.00}");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static int Number(string[] arguments, int index, int otherwise) =>
        arguments.Length > index ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : otherwise;
}
