using ActorBroker.Log.Epochs;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Epochs;

/// <summary>An epoch that begins in a log, with or without records of its own.</summary>
public sealed class EpochBeginTests
{
    private static readonly LeaderEpoch First = new(4);
    private static readonly LeaderEpoch Second = new(7);

    private readonly LogFixture _fixture = new();
    private readonly byte[] _batch = Batches.Of(1);

    [Fact]
    public void An_epoch_begins_at_the_logs_end()
    {
        _fixture.Append(_batch, _batch);

        _fixture.Log.BeginEpoch(First);
        _fixture.Log.AppendAsLeader(Batches.Chunk(_batch), First);

        Assert.Equal(new EpochEnd(new LeaderEpoch(0), new Offset(2)), _fixture.Log.EndOffsetFor(new LeaderEpoch(3)));
        Assert.Equal(new EpochEnd(First, new Offset(3)), _fixture.Log.EndOffsetFor(First));
    }

    [Fact]
    public void An_idle_log_is_not_loaded_for_an_epoch_and_not_dirty()
    {
        _fixture.Append(_batch);
        _fixture.ReopenClean();

        _fixture.Log.BeginEpoch(First);

        Assert.False(_fixture.Log.IsLoaded);
        Assert.False(_fixture.Log.IsDirty);
    }

    [Fact]
    public void A_log_that_is_loaded_has_the_last_epoch_that_began_before()
    {
        _fixture.Append(_batch);
        _fixture.ReopenClean();
        _fixture.Log.BeginEpoch(First);
        _fixture.Log.BeginEpoch(Second);

        Assert.Equal(new EpochEnd(new LeaderEpoch(0), new Offset(1)), _fixture.Log.EndOffsetFor(First));
        Assert.Equal(new EpochEnd(Second, new Offset(1)), _fixture.Log.EndOffsetFor(Second));
    }

    [Fact]
    public void An_epoch_is_there_after_a_restart_when_it_has_records()
    {
        _fixture.Append(_batch);
        _fixture.Log.BeginEpoch(First);
        _fixture.ReopenClean();
        var without = _fixture.Log.EndOffsetFor(First);
        _fixture.Log.BeginEpoch(Second);
        _fixture.Log.AppendAsLeader(Batches.Chunk(_batch), Second);

        _fixture.ReopenClean();

        Assert.Equal(new EpochEnd(new LeaderEpoch(0), new Offset(1)), without);
        Assert.Equal(new EpochEnd(Second, new Offset(2)), _fixture.Log.EndOffsetFor(Second));
    }

    [Fact]
    public void A_cut_does_not_move_where_an_epoch_began()
    {
        _fixture.Append(_batch, _batch);
        _fixture.ReopenClean();
        _fixture.Log.BeginEpoch(First);

        _fixture.Log.Truncate(new Offset(1));

        Assert.Equal(new EpochEnd(new LeaderEpoch(0), new Offset(1)), _fixture.Log.EndOffsetFor(First));
    }
}
