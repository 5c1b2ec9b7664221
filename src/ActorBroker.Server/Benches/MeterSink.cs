using ActorBroker.Server.Consuming;

namespace ActorBroker.Server.Benches;

/// <summary>Counts records instead of printing them.</summary>
/// <param name="meter">Where to.</param>
/// <param name="countMax">So many are wanted, of all clients.</param>
/// <param name="run">The run whose records count and carry stamps; null to count all.</param>
internal sealed class MeterSink(BenchMeter meter, long countMax, long? run) : IRecordSink
{
    private readonly List<long> _stamps = [];
    private int _count;
    private long _bytes;
    private long _taken;

    /// <inheritdoc/>
    public bool IsDone => _taken >= Volatile.Read(ref countMax);

    /// <summary>Only so many are wanted, as it turned out.</summary>
    public void Expect(long count) => Volatile.Write(ref countMax, count);

    /// <inheritdoc/>
    public void Write(in ConsumedRecord record)
    {
        var value = record.Record.Value.Span;
        if (run is { } mine)
        {
            if (!EndToEndStamp.TryRead(value, mine, out var stamp))
                return;
            _stamps.Add(stamp);
        }

        _count++;
        _taken++;
        _bytes += value.Length;
    }

    /// <inheritdoc/>
    public bool Flush()
    {
        if (_count == 0)
            return true;

        meter.Count(_count, _bytes);
        meter.CountLatencies(_stamps);
        _stamps.Clear();
        (_count, _bytes) = (0, 0);
        return true;
    }
}
