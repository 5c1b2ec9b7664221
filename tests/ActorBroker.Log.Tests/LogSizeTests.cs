using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests;

public sealed class LogSizeTests
{
    private readonly LogFixture _fixture = new();
    private readonly byte[] _batch = Batches.Of(1);

    [Fact]
    public void The_size_is_that_of_the_batches_in_all_segments()
    {
        Assert.Equal(0, _fixture.Log.View.BytesIfKnown);

        AppendTwoSegments();

        Assert.Equal(3 * _batch.Length, _fixture.Log.View.BytesIfKnown);
        Assert.Equal(3 * _batch.Length, _fixture.Log.View.MeasureBytes());
    }

    [Fact]
    public void A_log_that_goes_out_of_memory_is_known_by_the_size_that_it_had()
    {
        AppendTwoSegments();
        _fixture.Flush(checkpoint: true);
        _fixture.Log.MarkClean();

        _fixture.Log.Unload();

        Assert.False(_fixture.Log.IsLoaded);
        Assert.Equal(3 * _batch.Length, _fixture.Log.View.BytesIfKnown);
    }

    [Fact]
    public void After_a_start_a_log_of_one_segment_is_known_and_one_of_several_once_it_was_measured()
    {
        _fixture.Append(_batch, _batch);
        _fixture.ReopenClean();
        Assert.Equal(2 * _batch.Length, _fixture.Log.View.BytesIfKnown);

        _fixture.Log.Roll();
        _fixture.Append(_batch);
        _fixture.ReopenClean();

        Assert.Null(_fixture.Log.View.BytesIfKnown);
        Assert.Equal(3 * _batch.Length, _fixture.Log.View.MeasureBytes());
        Assert.Equal(3 * _batch.Length, _fixture.Log.View.BytesIfKnown);
    }

    [Fact]
    public void The_last_stable_offset_follows_the_high_watermark_also_while_the_log_is_not_loaded()
    {
        _fixture.Append(_batch, _batch);
        _fixture.ReopenClean();

        _fixture.Log.SetHighWatermark(new Offset(2));

        Assert.False(_fixture.Log.IsLoaded);
        Assert.Equal((new Offset(2), new Offset(2)), (_fixture.Log.View.Bounds.LastStable, _fixture.Log.View.Bounds.HighWatermark));
    }

    [Fact]
    public void A_slice_gives_the_header_of_its_first_batch_and_nothing_behind_it()
    {
        _fixture.Append(_batch, _batch);
        using var slice = _fixture.Log.View.Read(new Offset(1), new Offset(2), 1).Slice!;
        var header = new byte[RecordBatchFormat.HeaderBytes];

        Assert.True(slice.TryReadHeader(header));

        var batch = RecordBatch.OpenHeader(header);
        Assert.Equal((new Offset(1), RecordBatch.OpenHeader(_batch).BaseTimestamp), (batch.BaseOffset, batch.BaseTimestamp));
    }

    private void AppendTwoSegments()
    {
        _fixture.Append(_batch, _batch);
        _fixture.Log.Roll();
        _fixture.Append(_batch);
    }
}
