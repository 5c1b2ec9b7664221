using ActorBroker.Model;

namespace ActorBroker.Machines.Placement;

/// <summary>The brokers of one rack, in a ring. Each partition takes them from the ring's start of its turn on, active ones first.</summary>
internal sealed class PlacementRack(IEnumerable<PlacementBroker> brokers)
{
    private readonly BrokerId[] _active = [.. brokers.Where(broker => broker.IsActive).Select(broker => broker.Id)];
    private readonly BrokerId[] _others = [.. brokers.Where(broker => !broker.IsActive).Select(broker => broker.Id)];
    private int _turn;
    private int _taken;

    public bool HasActive => _active.Length > 0;

    /// <summary>The racks of these brokers in order of their names, brokers in order of their numbers, so that only the seed decides.</summary>
    public static PlacementRack[] Of(IEnumerable<PlacementBroker> brokers) =>
    [
        .. brokers.OrderBy(broker => broker.Id.Value)
            .GroupBy(broker => broker.Rack ?? "", StringComparer.Ordinal)
            .OrderBy(rack => rack.Key, StringComparer.Ordinal)
            .Select(rack => new PlacementRack(rack)),
    ];

    public void Shuffle(Random random)
    {
        random.Shuffle(_active);
        random.Shuffle(_others);
    }

    /// <summary>Begins another partition.</summary>
    public void Begin(int turn)
    {
        _turn = turn;
        _taken = 0;
    }

    /// <summary>The next broker that this partition has not taken; false when there is none left.</summary>
    public bool TryTake(out BrokerId broker)
    {
        var (ring, at) = _taken < _active.Length ? (_active, _taken) : (_others, _taken - _active.Length);
        broker = at < ring.Length ? ring[(_turn + at) % ring.Length] : BrokerId.None;
        _taken++;
        return broker != BrokerId.None;
    }
}
