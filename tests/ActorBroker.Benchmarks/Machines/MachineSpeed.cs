using System.Globalization;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Benchmarks.Machines;

/// <summary>
/// What a controller of 100,000 partitions takes on one core, in milliseconds: the failure of a broker that keeps a third of them, and its
/// snapshot. The first time in the process, when nothing was compiled yet, and the median of many. Measured is the processor's time, which does not
/// count how long others have kept the processor.
/// </summary>
internal static class MachineSpeed
{
    private const int Rounds = 15;
    private const double BytesPerMiB = 1024 * 1024;

    public static void Run(TextWriter output)
    {
        foreach (var topicCount in new[] { 1_000, 1, LargeCluster.PartitionCount })
            Print(output, new LargeCluster(topicCount), topicCount);
    }

    private static void Print(TextWriter output, LargeCluster cluster, int topicCount)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{LargeCluster.PartitionCount} partitions in {topicCount} topic(s)       first    median, ms    MiB allocated"));
        PrintLine(output, "a failure, decided and applied", () =>
        {
            var controller = cluster.Controller();
            Apply(controller, controller.Decide(cluster.Failure(), DateTimeOffset.UnixEpoch));
        });
        PrintLine(output, "a snapshot, there and back", () => MetadataSnapshotFormat.Decode(MetadataSnapshotFormat.Encode(cluster.Image)));

        var decision = cluster.Controller().Decide(cluster.Failure(), DateTimeOffset.UnixEpoch);
        var events = decision.Events.Select(MetadataEventFormat.Encode).ToList();
        var snapshot = MetadataSnapshotFormat.Encode(cluster.Image);
        PrintLine(output, "a failure, decided", () => cluster.Controller().Decide(cluster.Failure(), DateTimeOffset.UnixEpoch));
        PrintLine(output, "its events, applied", () => Apply(cluster.Controller(), decision));
        PrintLine(output, "its events, to bytes", () => EncodeAll(decision));
        PrintLine(output, "its events, from bytes", () => events.ForEach(bytes => MetadataEventFormat.Decode(bytes)));

        var changed = decision.Events.OfType<PartitionsChanged>().Sum(change => change.Changes.Length);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{changed} partitions changed, {events.Sum(bytes => bytes.Length) / BytesPerMiB:0.0} MiB of events, {snapshot.Length / BytesPerMiB:0.0} MiB of snapshot"));
        output.WriteLine();
    }

    private static void Apply(ControllerMachine controller, ControllerDecision decision)
    {
        foreach (var happened in decision.Events)
            controller.Apply(controller.Image.Offset.Next, happened);
        Invariant.Holds(controller.Image.Brokers[new BrokerId(1)].IsFenced, "the measured failure happened");
    }

    private static void EncodeAll(ControllerDecision decision)
    {
        foreach (var happened in decision.Events)
            MetadataEventFormat.Encode(happened);
    }

    private static void PrintLine(TextWriter output, string what, Action work)
    {
        var first = Measure(work);
        var times = Enumerable.Range(0, Rounds).Select(_ => Measure(work)).Order().ToList();
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / BytesPerMiB;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-34}{first,10:0.0}{times[times.Count / 2],14:0.0}{allocated,17:0.0}"));
    }

    private static double Measure(Action work)
    {
        GC.Collect();
        var start = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }
}
