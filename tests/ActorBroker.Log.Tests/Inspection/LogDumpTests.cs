using System.Text;
using ActorBroker.Log.Inspection;
using ActorBroker.Log.Segments;
using ActorBroker.Log.Tests.Damage;
using ActorBroker.Log.Tests.Directories;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Compression;

namespace ActorBroker.Log.Tests.Inspection;

public sealed class LogDumpTests
{
    private static readonly LogDumpOptions All = new();

    [Fact]
    public void Every_batch_and_record_of_a_log_directory_is_shown_in_order()
    {
        var sample = new DamageSample(isClean: true);

        var batches = new LogDump(DiskFiles.Write(sample.Files), All).OfLogDirectory(TestDirectory.Path).ToList();

        var shown = batches.SelectMany(batch => batch.Records.Select(record => new StoredRecord(
            batch.BaseOffset.Value, record.Offset.Value, batch.LeaderEpoch.Value, batch.ProducerId.Value, record.Timestamp, Content(record))));
        Assert.Equal(sample.Records, shown);
        Assert.All(batches, batch => Assert.Null(batch.Fault));
        Assert.Equal(batches.Sum(batch => batch.Bytes), sample.Paths(SegmentFileName.Log).Sum(path => sample.Files[path].Length));
    }

    [Theory]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Snappy)]
    [InlineData(CompressionCodec.Lz4)]
    [InlineData(CompressionCodec.Zstd)]
    public void Compressed_records_are_shown_unless_they_are_too_large(CompressionCodec codec)
    {
        var fixture = new LogFixture();
        fixture.Append(Batches.Of(50, codec: codec));

        var whole = Assert.Single(new LogDump(fixture.Disk, All).OfReplica(fixture.Directory));
        var bounded = Assert.Single(new LogDump(fixture.Disk, new LogDumpOptions { InflatedBytesMax = 100 }).OfReplica(fixture.Directory));

        Assert.Equal((50, codec, null), (whole.Records.Count, whole.Codec, whole.Fault));
        Assert.Equal((0, 50), (bounded.Records.Count, bounded.RecordCount));
        Assert.NotNull(bounded.Fault);
    }

    [Fact]
    public void Damage_is_one_item_and_the_next_sound_batch_follows()
    {
        var sample = new DamageSample(isClean: true);
        var path = sample.Paths(SegmentFileName.Log).First();
        var bytes = (byte[])sample.Files[path].Clone();
        bytes[16] = 9;

        var batches = new LogDump(sample.With(path, bytes), All).OfSegment(path).ToList();

        Assert.Equal((Offset.None, 0), (batches[0].BaseOffset, batches[0].Position));
        Assert.NotNull(batches[0].Fault);
        Assert.Equal((new Offset(2), batches[0].Bytes, null), (batches[1].BaseOffset, batches[1].Position, batches[1].Fault));
    }

    [Fact]
    public void Long_contents_are_cut_and_their_length_told()
    {
        var fixture = new LogFixture();
        fixture.Append(Batches.Of(1, valueBytes: 5000));

        var batch = Assert.Single(new LogDump(fixture.Disk, new LogDumpOptions { ContentBytesMax = 5 }).OfReplica(fixture.Directory));

        var record = Assert.Single(batch.Records);
        Assert.Equal((-1, 5000, "value"), (record.Key.Length, record.Value.Length, Encoding.UTF8.GetString(record.Value.Bytes.Span)));
    }

    [Fact]
    public void The_text_has_a_line_for_each_batch_and_record()
    {
        var fixture = new LogFixture();
        fixture.Append(Batches.Of(2), Batches.Of(1));
        using var writer = new StringWriter();

        LogDump.WriteTo(writer, new LogDump(fixture.Disk, All).OfReplica(fixture.Directory));

        var lines = writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, lines.Length);
        Assert.EndsWith("00000000000000000000.log", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("position 0: offsets 0 to 1, ", lines[1], StringComparison.Ordinal);
        Assert.Equal("  offset 0: timestamp 1000000, key null, value 'value-1000000-0.....', headers []", lines[2]);
    }

    private static string Content(DumpedRecord record) =>
        Encoding.UTF8.GetString(record.Key.Bytes.Span) + "=" + Encoding.UTF8.GetString(record.Value.Bytes.Span);
}
