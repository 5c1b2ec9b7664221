using System.Text;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Log.Tests.Properties;

/// <summary>Does the same random things to a real log and to a plain one. Everything follows from the seed.</summary>
internal sealed class RandomLogRun
{
    private readonly Random _random;
    private readonly LogFixture _fixture;
    private readonly bool _restarts;
    private int _epoch;
    private long _clock = 1_000;

    /// <param name="seed">Everything follows from it.</param>
    /// <param name="restarts">False to leave out restarts, which end all leases.</param>
    /// <param name="disk">The disk; null for one in memory.</param>
    /// <param name="journal">The journal; null for one that only counts.</param>
    public RandomLogRun(int seed, bool restarts = true, ILogDisk? disk = null, IReplicaJournal? journal = null)
    {
        _restarts = restarts;
        _random = new Random(seed);
        _fixture = new LogFixture(
            new PartitionLogOptions
            {
                SegmentBytesMax = _random.Next(300, 6000),
                IndexIntervalBytes = _random.Next(0, 400),
                IndexBytesMax = _random.Next(12, 400),
                SegmentAgeMax = TimeSpan.FromMilliseconds(_random.Next(500, 100_000)),
            },
            disk,
            journal);
    }

    public LogFixture Fixture => _fixture;

    public PlainLog Expected { get; private set; } = PlainLog.Empty;

    /// <summary>What the plain log is if the step under way succeeds.</summary>
    public PlainLog Attempted { get; private set; } = PlainLog.Empty;

    /// <summary>Told of each state that a checkpoint made durable.</summary>
    public Action<ReplicaState> Checkpointed { get; init; } = _ => { };

    /// <summary>One random change, done to both.</summary>
    public string Step()
    {
        Attempted = Expected;
        var choice = _random.Next(100);
        if (choice < 60)
            return Append();
        if (choice < 68)
            return Do("set high watermark", () =>
            {
                var highWatermark = Between(Expected.HighWatermark, Expected.End);
                _fixture.Log.SetHighWatermark(new Offset(highWatermark));
                Expected = Expected with { HighWatermark = highWatermark };
            });
        if (choice < 72)
            return Do("roll", () => _fixture.Log.Roll());
        if (choice < 78)
            return Do("flush", () => _fixture.Flush());
        if (choice < 82)
            return Do("checkpoint", Checkpoint);
        if (choice < 86)
            return Do("truncate", Truncate);
        if (choice < 90)
            return Do("move start", MoveStart);
        if (choice < 91)
            return Do("restart at", () =>
            {
                var offset = Expected.End + _random.Next(5);
                Attempted = PlainLog.EmptyAt(offset);
                _fixture.Log.RestartAt(new Offset(offset));
                Expected = Attempted;
            });
        if (!_restarts)
            return Do("unload", Unload);
        return choice < 95 ? Do("unload", Unload) : choice < 98 ? Do("reopen", _fixture.ReopenClean) : Do("kill", Kill);
    }

    /// <summary>Everything that can be asked of a view gives what the plain log says.</summary>
    public void Check()
    {
        var view = _fixture.Log.View;
        Assert.Equal((Expected.Start, Expected.End), (view.Bounds.Start.Value, view.Bounds.End.Value));
        var from = Between(Expected.Start, Expected.End);
        Assert.Equal(Expected.ReadFrom(from), _fixture.ReadAll(new Offset(from), _random.Next(1, 5000)));
        var timestamp = _random.NextInt64(_clock + 10);
        Assert.Equal(Expected.FindTimestamp(timestamp), Plain(view.FindTimestamp(timestamp, view.Bounds.End)));
        Assert.Equal(Expected.FindLargest(), Plain(view.FindLargestTimestamp()));
        if (Expected.EpochAt(from) >= 0)
            Assert.Equal(Expected.EpochAt(from), view.EpochAt(new Offset(from)).Value);
    }

    private static (long Timestamp, long Offset)? Plain(Segments.TimestampedOffset? found) =>
        found is { } record ? (record.Timestamp, record.Offset.Value) : null;

    private string Append()
    {
        if (_random.Next(10) == 0)
            _epoch++;
        var chunks = new List<LogChunk>();
        for (var chunk = _random.Next(1, 4); chunk > 0; chunk--)
        {
            var bytes = new List<byte>();
            for (var batch = _random.Next(1, 3); batch > 0; batch--)
                bytes.AddRange(MakeBatch());
            chunks.Add(new LogChunk(bytes.ToArray(), _random.Next(2) == 0 ? new PlainShare() : null));
        }

        _fixture.Log.AppendAsLeader(chunks.ToArray(), new LeaderEpoch(_epoch));
        Expected = Attempted;
        return "append";
    }

    private byte[] MakeBatch()
    {
        var records = new List<PlainRecord>();
        var options = new RecordBatchOptions { Codec = (CompressionCodec)_random.Next(2) };
        using var builder = new RecordBatchBuilder(options);
        for (var count = _random.Next(1, 5); count > 0; count--)
        {
            _clock += _random.Next(-200, 400);
            var record = new PlainRecord(Math.Max(0, _clock), $"e{_epoch}-{_random.Next()}");
            records.Add(record);
            Assert.True(builder.TryAppend(record.Timestamp, default, Encoding.UTF8.GetBytes(record.Value.PadRight(_random.Next(200), '.'))));
        }

        Attempted = Attempted.Append(_epoch, records);
        return builder.ToArray();
    }

    private void Truncate()
    {
        var offset = Between(Expected.HighWatermark, Expected.End);
        Attempted = Expected.Truncate(offset);
        _fixture.Log.Truncate(new Offset(offset));
        Expected = Attempted;
    }

    private void MoveStart()
    {
        var offset = Between(Expected.Start, Expected.HighWatermark);
        Attempted = Expected.MoveStart(offset);
        _fixture.Log.MoveStart(new Offset(offset));
        Expected = Attempted;
    }

    private void Unload()
    {
        Checkpoint();
        _fixture.Log.Unload();
    }

    private void Checkpoint()
    {
        _fixture.Flush(checkpoint: true);
        Checkpointed(_fixture.Log.State);
        if (_fixture.Log.IsDirty)
            _fixture.Log.MarkClean();
    }

    private void Kill()
    {
        var state = _fixture.Log.State;
        var report = _fixture.Recover(state);
        Assert.Empty(report.Damage);
        Assert.Equal(0, report.CutBytes);
    }

    private long Between(long low, long high) => low + _random.NextInt64(high - low + 1);

    private static string Do(string name, Action change)
    {
        change();
        return name;
    }

    private sealed class PlainShare : IBufferLease
    {
        public bool TryRetain() => true;

        public void Release()
        {
        }
    }
}
