using System.Globalization;
using ActorBroker.Log.Segments;
using ActorBroker.Log.Tests.Directories;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Damage;

/// <summary>A segment that lost its tail at any byte.</summary>
public sealed class TailTruncationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whatever_is_left_of_a_segment_is_served_and_the_rest_is_named(bool isClean)
    {
        var sample = new DamageSample(isClean);
        var trial = new DamageTrial(sample);

        foreach (var path in sample.Paths(SegmentFileName.Log))
        {
            foreach (var cut in FileDamage.Cuts(sample.Files[path]))
            {
                var wrong = trial.Run(sample.With(path, cut));

                if (WasNeverPromised(sample, path, cut))
                    Assert.Equal($"The log ends at {trial.End}.", wrong);
                else
                    Assert.True(wrong is null && trial.WasNamed, $"{path} cut to {cut.Length}: {wrong ?? "not named"}");
            }
        }
    }

    [Fact]
    public void Nothing_below_the_recovery_point_is_cut_nor_an_offset_given_again()
    {
        var sample = new DamageSample(isClean: false);
        var trial = new DamageTrial(sample);

        foreach (var path in sample.Paths(SegmentFileName.Log))
        {
            foreach (var cut in FileDamage.Cuts(sample.Files[path]))
            {
                trial.Run(sample.With(path, cut));

                Assert.InRange(trial.End.Value, sample.RecoveryPoint.Value, sample.End.Value);
            }
        }
    }

    [Fact]
    public void With_nothing_checkpointed_the_log_ends_before_the_batch_that_was_cut()
    {
        var sample = new DamageSample(isClean: false);
        var last = sample.Paths(SegmentFileName.Log).Last();

        foreach (var cut in FileDamage.Cuts(sample.Files[last]))
        {
            var fixture = new LogFixture(DamageSample.Options, sample.With(last, cut));
            var (log, report) = PartitionLog.Recover(
                fixture.Context with { Path = TestDirectory.Path }, LogFixture.Id, null, () => DamageSample.Options);
            var whole = WholeBatches(last, cut);

            Assert.Equal(whole.End, log.View.Bounds.End);
            Assert.Equal(cut.Length - whole.Bytes, report.CutBytes);
            Assert.Equal(sample.Records.Where(record => record.Offset < log.View.Bounds.End.Value), LogQuery.ReadAll(log.View));
        }
    }

    /// <summary>A cut between two batches of the last segment, above the recovery point, leaves a log that was never longer, as far as anybody knows.</summary>
    private static bool WasNeverPromised(DamageSample sample, string path, byte[] cut)
    {
        var (end, bytes) = WholeBatches(path, cut);
        var isLast = path == sample.Paths(SegmentFileName.Log).Last();
        return isLast && bytes == cut.Length && end >= sample.RecoveryPoint && end < sample.End;
    }

    private static (Offset End, int Bytes) WholeBatches(string path, byte[] bytes)
    {
        var end = new Offset(long.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture));
        var batches = new RecordBatchEnumerator(bytes);
        while (batches.MoveNext())
            end = batches.Current.NextOffset;
        return (end, batches.Consumed);
    }
}
