using System.Globalization;
using ActorBroker.Journal.Events;
using ActorBroker.Journal.Storage;

namespace ActorBroker.Benchmarks.Journal;

/// <summary>
/// The local journal beside bare writes and flushes of the same groups, in turn, so that a busy machine disturbs both alike; then a start with 100,000 ids.
/// <c>journal [DIRECTORY] [ROUNDS]</c>.
/// </summary>
internal static class JournalSpeed
{
    private const int RoundsDefault = 5;
    private const double BytesPerMiB = 1024.0 * 1024;

    public static void Run(string[] arguments, TextWriter output)
    {
        var directory = Path.Combine(arguments.Length > 0 ? arguments[0] : AppContext.BaseDirectory, "journal-speed");
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : RoundsDefault;
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        Directory.CreateDirectory(directory);
        Print(output, $"{"",-34}{"bare",10}{"journal",10}{"ratio",8}{"events per flush",18}{"processor µs/event",20}");
        Compare(output, rounds, new PersistCase(directory, 1, 1_000), "1 actor, events/s");
        Compare(output, rounds, new PersistCase(directory, 16, 8_000), "16 actors, events/s");
        Compare(output, rounds, new PersistCase(directory, 256, 102_400), "256 actors, events/s");
        using (var recovery = new RecoveryCase(directory))
            PrintRecovery(output, rounds, recovery);
        Print(output, $"{"memory of the index, bytes per id",-44}{BytesPerId(),10:0}");
        Directory.Delete(directory, recursive: true);
    }

    private static void Compare(TextWriter output, int rounds, PersistCase measured, string name)
    {
        measured.Journal();
        var results = Enumerable.Range(0, rounds).Select(_ => (Journal: measured.Journal(), Bare: measured.Bare(), Group: measured.EventsPerGroup, Processor: measured.ProcessorPerEvent)).ToList();
        var bare = Median(results.Select(result => result.Bare));
        var journal = Median(results.Select(result => result.Journal));
        var ratio = Median(results.Select(result => result.Journal / result.Bare));
        Print(output, $"{name,-34}{bare,10:0}{journal,10:0}{ratio,8:0.00}{Median(results.Select(result => result.Group)),18:0.0}{Median(results.Select(result => result.Processor)),20:0.0}");
    }

    private static void PrintRecovery(TextWriter output, int rounds, RecoveryCase recovery)
    {
        recovery.Replay();
        var results = Enumerable.Range(0, rounds).Select(_ => (Replay: recovery.Replay(), Actors: recovery.RecoverActors())).ToList();
        Print(output, $"{"log of 100,000 ids with 3 events each, MiB",-44}{recovery.Bytes / BytesPerMiB,10:0.0}");
        PrintCost(output, "start of a system, journal read, s", results.Select(result => result.Replay.Start));
        PrintCost(output, "replay of all ids, s", results.Select(result => result.Replay.Replays));
        PrintCost(output, "start and recovery of as many actors, s", results.Select(result => result.Actors));
    }

    private static void PrintCost(TextWriter output, string name, IEnumerable<Cost> costs)
    {
        var all = costs.ToList();
        Print(output, $"{name,-44}{Median(all.Select(cost => cost.Seconds)),10:0.00} processor {Median(all.Select(cost => cost.Processor)),6:0.00}");
    }

    private static double BytesPerId()
    {
        var ids = Enumerable.Range(0, RecoveryCase.Ids).Select(number => PersistenceIdDigest.Of($"partition-{number}")).ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new EventIndex();
        for (var round = 1; round <= 3; round++)
        {
            for (var number = 0; number < ids.Length; number++)
                index.Add(ids[number], round, (round * ids.Length) + number);
        }

        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(index);
        return (double)bytes / ids.Length;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static void Print(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
