using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Epochs;

public sealed class EpochsBehindDeletionTests
{
    /// <summary>Found by simulation (seed 227): the file of epochs is of the last checkpoint, and a deletion has moved the recovery point past it.</summary>
    [Fact]
    public void Batches_of_an_epoch_that_began_after_the_checkpoint_survive_a_deletion_and_a_crash()
    {
        var fixture = new LogFixture();
        fixture.Append(Batches.Of(2));
        fixture.Flush(checkpoint: true);
        for (var batch = 0; batch < 3; batch++)
            fixture.Log.AppendAsLeader(Batches.Chunk(Batches.Of(2)), new LeaderEpoch(2));
        fixture.Flush();

        var report = fixture.Recover(fixture.Log.State.After(logStart: new Offset(5), recoveryPoint: new Offset(5)));

        Assert.Empty(report.Damage);
        Assert.Equal((5L, 8L), (report.LogStart.Value, report.LogEnd.Value));
    }
}
