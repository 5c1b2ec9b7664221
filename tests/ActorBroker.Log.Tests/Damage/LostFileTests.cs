using System.Globalization;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Segments;
using ActorBroker.Log.Tests.Directories;

namespace ActorBroker.Log.Tests.Damage;

/// <summary>A file that can be made again is made again.</summary>
public sealed class LostFileTests
{
    [Theory]
    [InlineData(SegmentFileName.OffsetIndex)]
    [InlineData(SegmentFileName.TimeIndex)]
    [InlineData(SegmentFileName.TransactionIndex)]
    [InlineData(SegmentFileName.Snapshot)]
    [InlineData(AbortedCountsFile.Name)]
    [InlineData(LeaderEpochsFile.Name)]
    [InlineData(ReplicaCheckpointFile.Name)]
    [InlineData(DirtyJournal.Name)]
    [InlineData(CleanMark.Name)]
    public void A_file_that_is_gone_after_a_clean_stop_changes_no_answer(string kind) => AssertRepaired(kind, isClean: true);

    [Theory]
    [InlineData(SegmentFileName.OffsetIndex)]
    [InlineData(SegmentFileName.TimeIndex)]
    [InlineData(SegmentFileName.TransactionIndex)]
    [InlineData(SegmentFileName.Snapshot)]
    [InlineData(AbortedCountsFile.Name)]
    [InlineData(LeaderEpochsFile.Name)]
    [InlineData(ReplicaCheckpointFile.Name)]
    [InlineData(DirtyJournal.Name)]
    public void A_file_that_is_gone_after_a_crash_changes_no_answer(string kind) => AssertRepaired(kind, isClean: false);

    [Theory]
    [InlineData(SegmentFileName.OffsetIndex, true)]
    [InlineData(SegmentFileName.OffsetIndex, false)]
    [InlineData(SegmentFileName.TimeIndex, true)]
    [InlineData(SegmentFileName.TimeIndex, false)]
    [InlineData(SegmentFileName.TransactionIndex, true)]
    [InlineData(SegmentFileName.TransactionIndex, false)]
    [InlineData(SegmentFileName.Snapshot, true)]
    [InlineData(SegmentFileName.Snapshot, false)]
    public void An_index_or_snapshot_cut_at_any_byte_changes_no_answer(string kind, bool isClean)
    {
        var sample = new DamageSample(isClean);
        var trial = new DamageTrial(sample);
        var wrong = new Dictionary<string, string>();

        foreach (var path in sample.Paths(kind))
        {
            foreach (var cut in FileDamage.Cuts(sample.Files[path]))
            {
                var answer = trial.Run(sample.With(path, cut));
                if (answer is not null || trial.WasNamed)
                    wrong.Add($"{BlindSpot.Stop(kind, isClean)}cut to {cut.Length}", $"{path}: {answer ?? "named"}");
            }
        }

        BlindSpot.AssertOnly(BlindSpot.Stop(kind, isClean), where => where.Contains("cut to", StringComparison.Ordinal), wrong);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_segment_that_is_gone_is_named_and_the_rest_is_served(bool isClean)
    {
        var sample = new DamageSample(isClean);
        var trial = new DamageTrial(sample);
        var wrong = new Dictionary<string, string>();

        foreach (var path in sample.Paths(SegmentFileName.Log))
        {
            var answer = trial.Run(sample.With(path, null));
            if (answer is not null || !trial.WasNamed)
                wrong.Add($"{BlindSpot.Stop(SegmentFileName.Log, isClean)}segment {SegmentBase(path)} gone", answer ?? "not named");
        }

        BlindSpot.AssertOnly(
            BlindSpot.Stop(SegmentFileName.Log, isClean), where => where.EndsWith("gone", StringComparison.Ordinal), wrong);
    }

    private static long SegmentBase(string path) => long.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture);

    private static void AssertRepaired(string kind, bool isClean)
    {
        var sample = new DamageSample(isClean);
        var trial = new DamageTrial(sample);

        foreach (var path in sample.Paths(kind))
        {
            var wrong = trial.Run(sample.With(path, null));

            Assert.True(wrong is null && !trial.WasNamed, $"{path}: {wrong ?? "named"}");
        }
    }
}
