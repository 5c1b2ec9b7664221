using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

public sealed class EndTransactionMarkerTests
{
    [Theory]
    [InlineData(true, "00000001")]
    [InlineData(false, "00000000")]
    public void Marker_is_one_control_record_with_Kafkas_key_and_value(bool isCommit, string key)
    {
        var bytes = new EndTransactionMarker(isCommit, CoordinatorEpoch: 21).ToBatch(new ProducerId(4), new ProducerEpoch(2), 1_000);

        RecordBatch.TryOpen(bytes, out var batch);
        var records = batch.Records;
        Assert.True(records.MoveNext());
        Assert.Equal((key, "000000000015"), (Hex(records.Current.Key), Hex(records.Current.Value)));
        Assert.Equal((1, -1), (batch.RecordCount, batch.BaseSequence.Value));
        Assert.True(batch is { IsControl: true, IsTransactional: true });
        Assert.True(EndTransactionMarker.TryParse(records.Current, out var marker));
        Assert.Equal(new EndTransactionMarker(isCommit, 21), marker);
    }

    [Theory]
    [InlineData("00000002", "000000000015")]
    [InlineData("ffff0001", "000000000015")]
    [InlineData("0000", "000000000015")]
    [InlineData("00000001", "0000000000")]
    public void Other_control_records_and_short_ones_are_no_markers(string key, string value)
    {
        using var builder = new RecordBatchBuilder(new RecordBatchOptions { IsControl = true });
        builder.TryAppend(1, Convert.FromHexString(key), Convert.FromHexString(value));
        RecordBatch.TryOpen(builder.Build().Span, out var batch);
        var records = batch.Records;
        Assert.True(records.MoveNext());

        var parsed = EndTransactionMarker.TryParse(records.Current, out _);

        Assert.False(parsed);
    }

    private static string Hex(NullableBytes bytes) => Convert.ToHexStringLower(bytes.Span);
}
