namespace ActorBroker.Listener.FetchSessions;

/// <summary>
/// A broker's fetch sessions, in a bounded number of slots. When all are taken, a new session takes the slot of one that was not used for two minutes;
/// else of the smallest that is older than two minutes and smaller than itself: as in Kafka, where brokers' own sessions go before clients'; ours have none.
/// </summary>
/// <remarks>Any thread.</remarks>
internal sealed class FetchSessionCache
{
    /// <summary>The most partitions of all sessions, so that their memory is bounded as well as their number: about 150 bytes each.</summary>
    public const int PartitionsMax = 1_000_000;

    private static readonly TimeSpan EvictionAge = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, FetchSession> _sessions = [];
    private readonly int _slots;
    private readonly Func<Guid> _newId;
    private readonly TimeProvider _clock;
    private int _partitions;

    /// <param name="slots">How many sessions there may be; 0 for none.</param>
    /// <param name="newId">The source of chance, of which sessions get their numbers.</param>
    /// <param name="clock">The time.</param>
    public FetchSessionCache(int slots, Func<Guid> newId, TimeProvider clock)
    {
        _slots = slots;
        _newId = newId;
        _clock = clock;
    }

    /// <summary>How many sessions there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _sessions.Count;
        }
    }

    /// <summary>The session of this number, if it is this principal's; it counts as used.</summary>
    public FetchSession? Find(int id, string principal)
    {
        lock (_gate)
        {
            if (!_sessions.TryGetValue(id, out var session) || session.Principal != principal)
                return null;
            session.LastUsed = Now();
            return session;
        }
    }

    /// <summary>A new session without partitions, which nobody can find before it is counted; null when no slot can be had.</summary>
    /// <param name="principal">Whose.</param>
    /// <param name="isById">Whether its partitions are named by topic ids.</param>
    /// <param name="partitions">How many it will have.</param>
    public FetchSession? TryOpen(string principal, bool isById, int partitions)
    {
        lock (_gate)
        {
            if (partitions == 0 || partitions > PartitionsMax || !HasSlotFor(partitions))
                return null;

            var session = new FetchSession(NewNumber(), principal, isById, Now());
            _sessions.Add(session.Id, session);
            return session;
        }
    }

    /// <summary>Counts the session's partitions as they are now. Its gate is held.</summary>
    /// <returns>False when there are too many in all: the session is closed.</returns>
    public bool TryCount(FetchSession session)
    {
        lock (_gate)
        {
            if (!_sessions.ContainsKey(session.Id))
                return false;

            _partitions += session.Count - session.Counted;
            session.Counted = session.Count;
            if (_partitions <= PartitionsMax)
                return true;

            Drop(session);
            return false;
        }
    }

    /// <summary>Closes a session, if it is this principal's; nothing happens when there is none.</summary>
    public void Close(int id, string principal)
    {
        lock (_gate)
        {
            if (_sessions.TryGetValue(id, out var session) && session.Principal == principal)
                Drop(session);
        }
    }

    private bool HasSlotFor(int partitions)
    {
        if (_sessions.Count < _slots)
            return true;
        if (_slots == 0)
            return false;

        var now = Now();
        var idle = _sessions.Values.MinBy(session => session.LastUsed)!;
        var evicted = now - idle.LastUsed > EvictionAge
            ? idle
            : _sessions.Values.Where(session => now - session.Created > EvictionAge && session.Counted < partitions).MinBy(session => session.Counted);
        if (evicted is null)
            return false;

        Drop(evicted);
        return true;
    }

    private void Drop(FetchSession session)
    {
        _sessions.Remove(session.Id);
        _partitions -= session.Counted;
        session.Counted = 0;
    }

    private int NewNumber()
    {
        while (true)
        {
            var number = BitConverter.ToInt32(_newId().ToByteArray()) & int.MaxValue;
            if (number != 0 && !_sessions.ContainsKey(number))
                return number;
        }
    }

    private TimeSpan Now() => _clock.GetElapsedTime(0);
}
