using ActorBroker.Machines.Metadata;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>
/// Random histories of a controller. <c>ACTORBROKER_CONTROLLER_RUNS</c> says how many (default 60), <c>ACTORBROKER_SEED</c> with which seed
/// they begin: the one that a failure printed.
/// </summary>
public sealed class ControllerPropertyTests
{
    private const int Steps = 200;

    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("ACTORBROKER_CONTROLLER_RUNS") ?? "60");

    [Fact]
    public void Roles_stay_sound_and_no_acknowledged_record_is_lost_whatever_happens() =>
        ForEachRun(Seeds.Next(), Play);

    // What never succeeds proves nothing. These seeds are always the same, and so is what they reach.
    [Fact]
    public void Every_kind_of_step_succeeds_somewhere()
    {
        var counts = new Dictionary<string, int>();
        ForEachRun(1, (run, history) =>
        {
            Play(run, history);
            counts["lose"] = counts.GetValueOrDefault("lose") + run.Losses;
            foreach (var (kind, count) in run.Counts)
                counts[kind] = counts.GetValueOrDefault(kind) + count;
        });

        string[] kinds =
        [
            "fence", "unfence", "shut down", "restart", "unregister", "alter", "reassign", "cancel", "elect preferred", "elect unclean", "restore",
            "set minimum", "create", "delete", "crash and", "lose",
        ];
        Assert.All(kinds, kind => Assert.True(counts.GetValueOrDefault(kind) > 0, $"{kind} of {string.Join(", ", counts)}"));
    }

    [Fact]
    public void A_snapshot_and_the_events_behind_it_give_what_all_events_give()
    {
        ForEachRun(Seeds.Next(), (run, history) =>
        {
            for (var step = 0; step < Steps / 2; step++)
                history.Add(run.Step());
            var snapshot = MetadataSnapshotFormat.Encode(run.Cluster.Image);
            var taken = run.Cluster.Log.Count;
            for (var step = 0; step < Steps / 4; step++)
                history.Add(run.Step());
            taken = Math.Min(taken, run.Cluster.Log.Count);

            var expected = MetadataSnapshotFormat.Encode(run.Cluster.Image);
            var all = MetadataSnapshotFormat.Encode(Replay(MetadataImage.Empty, run.Cluster.Log, 0));
            Assert.Equal(expected, all);
            if (IsPrefix(run.Cluster.Log, taken, snapshot))
                Assert.Equal(expected, MetadataSnapshotFormat.Encode(Replay(MetadataSnapshotFormat.Decode(snapshot), run.Cluster.Log, 0)));
        });
    }

    [Fact]
    public void Events_that_come_again_change_nothing()
    {
        ForEachRun(Seeds.Next(), (run, history) =>
        {
            for (var step = 0; step < Steps / 4; step++)
                history.Add(run.Step());

            var image = run.Cluster.Image;
            for (var index = 0; index < run.Cluster.Log.Count; index++)
                Assert.Same(image, image.Apply(new MetadataOffset(index + 1), MetadataEventFormat.Decode(run.Cluster.Log[index])));

            var twice = MetadataImage.Empty;
            for (var index = 0; index < run.Cluster.Log.Count; index++)
            {
                var happened = MetadataEventFormat.Decode(run.Cluster.Log[index]);
                twice = twice.Apply(new MetadataOffset((2 * index) + 1), happened).Apply(new MetadataOffset((2 * index) + 2), happened);
            }

            Assert.Equal(WithoutOffset(image), WithoutOffset(twice));
        });
    }

    // A crash may have taken events that the snapshot had: then there is nothing to compare.
    private static bool IsPrefix(IReadOnlyList<byte[]> log, int taken, byte[] snapshot) =>
        MetadataSnapshotFormat.Encode(Replay(MetadataImage.Empty, log.Take(taken).ToList(), 0)).AsSpan().SequenceEqual(snapshot);

    private static MetadataImage Replay(MetadataImage image, IReadOnlyList<byte[]> log, int start)
    {
        for (var index = start; index < log.Count; index++)
            image = image.Apply(new MetadataOffset(index + 1), MetadataEventFormat.Decode(log[index]));
        return image;
    }

    private static byte[] WithoutOffset(MetadataImage image) => MetadataSnapshotFormat.Encode(image with { Offset = MetadataOffset.None });

    private static void Play(RandomControllerRun run, List<string> history)
    {
        for (var step = 0; step < Steps; step++)
            history.Add(run.Step());
    }

    private static void ForEachRun(int first, Action<RandomControllerRun, List<string>> act)
    {
        for (var index = 0; index < Runs; index++)
        {
            var seed = unchecked(first + index) & int.MaxValue;
            var history = new List<string>();
            try
            {
                act(new RandomControllerRun(seed), history);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, after {history.Count} steps: {string.Join("; ", history.TakeLast(12))}", exception);
            }
        }
    }
}
