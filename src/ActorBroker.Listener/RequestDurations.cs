using ActorBroker.Model.Measures;
using ActorBroker.Wire;

namespace ActorBroker.Listener;

/// <summary>How many requests of each API came, and how long each took from when it was taken to when its answer was ready to be sent.</summary>
/// <remarks>Any thread. An API costs a kilobyte from its first request on; recording allocates nothing otherwise.</remarks>
public sealed class RequestDurations
{
    private readonly DurationCounts?[] _byKey = new DurationCounts?[Enum.GetValues<ApiKey>().Max(key => (int)key) + 1];

    /// <summary>Those that were asked for at least once, by their numbers.</summary>
    public IEnumerable<KeyValuePair<ApiKey, DurationCounts>> All
    {
        get
        {
            for (var key = 0; key < _byKey.Length; key++)
            {
                if (Volatile.Read(ref _byKey[key]) is { } counts)
                    yield return new((ApiKey)key, counts);
            }
        }
    }

    /// <summary>A request was answered, or ended without an answer.</summary>
    internal void Record(ApiKey key, TimeSpan duration)
    {
        ref var counts = ref _byKey[(int)key];
        (Volatile.Read(ref counts) ?? Interlocked.CompareExchange(ref counts, new DurationCounts(), null) ?? counts).Record(duration);
    }
}
