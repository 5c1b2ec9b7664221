namespace ActorBroker.Server.Benches;

/// <summary>What the clients of a run did so far.</summary>
/// <remarks>Any thread.</remarks>
internal sealed class BenchMeter(TimeProvider time)
{
    private const long MicrosecondsPerSecond = 1_000_000;

    private readonly Lock _gate = new();
    private readonly LatencyHistogram _latencies = new();
    private long _records;
    private long _bytes;
    private long _first;
    private long _last;

    /// <summary>Now, as <see cref="TimeProvider.GetTimestamp"/> says it.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>So many of these make a second.</summary>
    public long Frequency => time.TimestampFrequency;

    /// <summary>The run begins: what is counted later is measured from here.</summary>
    public void Begin() => _first = _last = Now;

    /// <summary>Counts records that were acknowledged or read just now.</summary>
    /// <param name="count">How many.</param>
    /// <param name="bytes">The bytes of their values.</param>
    public void Count(int count, long bytes)
    {
        lock (_gate)
        {
            _records += count;
            _bytes += bytes;
            _last = Now;
        }
    }

    /// <summary>Counts how long records, or answers, took until just now.</summary>
    /// <param name="stamps">When each was to be sent, or asked for.</param>
    public void CountLatencies(IReadOnlyList<long> stamps)
    {
        lock (_gate)
        {
            var now = Now;
            for (var index = 0; index < stamps.Count; index++)
                _latencies.Record((now - stamps[index]) * MicrosecondsPerSecond / Frequency);
        }
    }

    /// <summary>What was done so far.</summary>
    public BenchFigures Read()
    {
        lock (_gate)
        {
            var seconds = (_last - _first) / (double)Frequency;
            return new BenchFigures(_records, _bytes, seconds, LatencyTable.Of(_latencies));
        }
    }
}
