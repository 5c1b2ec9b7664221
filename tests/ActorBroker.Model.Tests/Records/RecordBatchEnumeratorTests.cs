using System.Buffers.Binary;
using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

public sealed class RecordBatchEnumeratorTests
{
    private static readonly byte[] Two = [.. Batch(0), .. Batch(1)];

    [Fact]
    public void Whole_batches_are_gone_over_with_their_positions()
    {
        var batches = new RecordBatchEnumerator(Two);

        var seen = new List<(long BaseOffset, int Position)>();
        while (batches.MoveNext())
            seen.Add((batches.Current.BaseOffset.Value, batches.Position));

        Assert.Equal([(0, 0), (1, Two.Length / 2)], seen);
        Assert.Equal(0, batches.Remaining);
        Assert.False(batches.IsNextLengthInvalid);
    }

    [Fact]
    public void Batch_that_is_not_all_there_ends_the_way_at_every_cut()
    {
        var half = Two.Length / 2;
        for (var cut = half; cut < Two.Length; cut++)
        {
            var batches = new RecordBatchEnumerator(Two.AsSpan(0, cut));
            Assert.True(batches.MoveNext());

            var more = batches.MoveNext();

            Assert.False(more);
            Assert.Equal((half, cut - half), (batches.Consumed, batches.Remaining));
            Assert.False(batches.IsNextLengthInvalid);
        }
    }

    [Theory]
    [InlineData(48)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Impossible_length_is_told_from_a_missing_end(int length)
    {
        var bytes = Batch(0);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(RecordBatchFormat.LengthPosition), length);
        var batches = new RecordBatchEnumerator(bytes);

        var more = batches.MoveNext();

        Assert.False(more);
        Assert.True(batches.IsNextLengthInvalid);
    }

    private static byte[] Batch(long baseOffset)
    {
        using var builder = new RecordBatchBuilder(new RecordBatchOptions { BaseOffset = new Offset(baseOffset) });
        builder.TryAppend(1_700_000_000_000, "key"u8, "value"u8);
        return builder.ToArray();
    }
}
