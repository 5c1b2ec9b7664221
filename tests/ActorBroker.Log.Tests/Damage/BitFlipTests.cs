using ActorBroker.Log.Directories;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Segments;
using ActorBroker.Log.Tests.Directories;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Damage;

/// <summary>Every single bit of every file, turned over: what a log then gives is right, or the damage is named.</summary>
public sealed class BitFlipTests
{
    [Theory]
    [InlineData(SegmentFileName.Log, true)]
    [InlineData(SegmentFileName.Log, false)]
    [InlineData(SegmentFileName.OffsetIndex, true)]
    [InlineData(SegmentFileName.OffsetIndex, false)]
    [InlineData(SegmentFileName.TimeIndex, true)]
    [InlineData(SegmentFileName.TimeIndex, false)]
    [InlineData(SegmentFileName.TransactionIndex, true)]
    [InlineData(SegmentFileName.TransactionIndex, false)]
    [InlineData(SegmentFileName.Snapshot, true)]
    [InlineData(SegmentFileName.Snapshot, false)]
    [InlineData(AbortedCountsFile.Name, true)]
    [InlineData(AbortedCountsFile.Name, false)]
    [InlineData(LeaderEpochsFile.Name, true)]
    [InlineData(LeaderEpochsFile.Name, false)]
    [InlineData(ReplicaCheckpointFile.Name, true)]
    [InlineData(ReplicaCheckpointFile.Name, false)]
    [InlineData(DirtyJournal.Name, true)]
    [InlineData(DirtyJournal.Name, false)]
    [InlineData(DirectoryIdentityFile.Name, true)]
    [InlineData(DirectoryIdentityFile.Name, false)]
    [InlineData(CleanMark.Name, true)]
    public void A_flipped_bit_gives_no_wrong_answer(string kind, bool isClean)
    {
        var sample = new DamageSample(isClean);
        var trial = new DamageTrial(sample);
        var wrong = new Dictionary<string, string>();

        foreach (var path in sample.Paths(kind))
        {
            var bit = 0;
            foreach (var flipped in FileDamage.Flips(sample.Files[path]))
            {
                if (trial.Run(sample.With(path, flipped)) is { } answer)
                    wrong.TryAdd(Place(kind, isClean, sample.Files[path], bit / 8), $"{path}, bit {bit}: {answer}");
                bit++;
            }
        }

        Assert.NotEmpty(sample.Paths(kind));
        BlindSpot.AssertOnly(BlindSpot.Stop(kind, isClean), IsBit, wrong);
    }

    private static bool IsBit(string where) =>
        !where.Contains("cut to", StringComparison.Ordinal) && !where.EndsWith("gone", StringComparison.Ordinal);

    private static string Place(string kind, bool isClean, byte[] file, int position)
    {
        if (kind != SegmentFileName.Log)
            return $"{BlindSpot.Stop(kind, isClean)}byte {position}";

        var batches = new RecordBatchEnumerator(file);
        while (batches.MoveNext() && position >= batches.Consumed)
        {
        }

        var start = batches.Position;
        return $"{BlindSpot.Stop(kind, isClean)}batch {batches.Current.BaseOffset}, {(position - start is >= 12 and < 16 ? "leader epoch" : $"byte {position - start}")}";
    }
}
