using System.Globalization;

namespace ActorBroker.Benchmarks.Wire;

/// <summary>
/// Measures the protocol on one thread without sockets, in about 20 seconds: time, bytes and allocation per request, each the median of rounds.
/// </summary>
internal static class WireSpeed
{
    private const int Rounds = 15;
    private const double BytesPerMiB = 1024.0 * 1024;

    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(40);

    /// <summary>Prints one line per case.</summary>
    public static void Run(TextWriter output)
    {
        output.WriteLine($"{"",-58}{"us",10}{"MiB/s",12}{"bytes allocated",18}");
        foreach (var measured in WireCases.All())
        {
            using (measured)
                PrintLine(output, measured);
        }
    }

    private static void PrintLine(TextWriter output, WireCase measured)
    {
        var calls = CallsPerRound(measured);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => Measure(measured, calls)).ToList();
        var microseconds = Median(rounds.Select(round => round.Microseconds));
        var rate = measured.Bytes / BytesPerMiB / microseconds * 1e6;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{measured.Name,-58}{microseconds,10:0.00}{rate,12:#,0}{Median(rounds.Select(round => round.Allocated)),18:0}"));
    }

    private static int CallsPerRound(WireCase measured)
    {
        var start = TimeProvider.System.GetTimestamp();
        var calls = 0;
        for (; TimeProvider.System.GetElapsedTime(start) < WarmUp; calls++)
            measured.Call();
        return Math.Max(1, (int)(calls * (RoundTime / WarmUp)));
    }

    private static (double Microseconds, double Allocated) Measure(WireCase measured, int calls)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = TimeProvider.System.GetTimestamp();
        for (var call = 0; call < calls; call++)
            measured.Call();
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return (elapsed.TotalMicroseconds / calls, (double)allocated / calls);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
