using ActorBroker.Model;

namespace ActorBroker.Listener.FetchSessions;

/// <summary>
/// What a broker remembers of one client between its fetches (KIP-227): which partitions it reads and from where, and what it was told of them last. So
/// a request names only what changed, and an answer only what is news.
/// </summary>
/// <remarks>
/// Pure, one thread at a time: whoever uses it holds <see cref="Gate"/>. <b>Invariant:</b> each answer belongs to one epoch, and the client's next request
/// names the next; so a request or an answer that was lost is noticed by either side.
/// </remarks>
internal sealed class FetchSession
{
    private const int FirstEpoch = 1;

    private readonly Dictionary<FetchKey, LinkedListNode<Kept>> _byKey = [];
    private readonly LinkedList<Kept> _inOrder = [];
    private readonly bool _isById;

    /// <param name="id">Its number, more than zero.</param>
    /// <param name="principal">Whose it is.</param>
    /// <param name="isById">Whether its partitions are named by topic ids.</param>
    /// <param name="now">When it begins.</param>
    public FetchSession(int id, string principal, bool isById, TimeSpan now)
    {
        Id = id;
        Principal = principal;
        _isById = isById;
        (Created, LastUsed) = (now, now);
    }

    /// <summary>Held by whoever uses the session.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Its number.</summary>
    public int Id { get; }

    /// <summary>Whose it is: nobody else's fetches may use it.</summary>
    public string Principal { get; }

    /// <summary>When it began.</summary>
    public TimeSpan Created { get; }

    /// <summary>When it was last asked for anything. The cache's to set.</summary>
    public TimeSpan LastUsed { get; set; }

    /// <summary>For how many partitions the cache has counted it. The cache's to set.</summary>
    public int Counted { get; set; }

    /// <summary>The epoch that the next request has to name.</summary>
    public int Epoch { get; private set; } = FirstEpoch;

    /// <summary>How many partitions it has.</summary>
    public int Count => _byKey.Count;

    /// <summary>The partitions, those first that were not served for longest.</summary>
    public IEnumerable<(FetchKey Key, FetchAsk Ask)> Partitions => _inOrder.Select(kept => (kept.Key, kept.Ask));

    /// <summary>May a request of this epoch, in a version with or without topic ids, go on with the session?</summary>
    public ErrorCode Judge(int epoch, bool isById) =>
        epoch != Epoch ? ErrorCode.InvalidFetchSessionEpoch
        : isById != _isById ? ErrorCode.FetchSessionTopicIdError
        : ErrorCode.None;

    /// <summary>A request was taken: the next one names the epoch behind it, which is never 0 again.</summary>
    public void Advance() => Epoch = Epoch == int.MaxValue ? FirstEpoch : Epoch + 1;

    /// <summary>Adds a partition, or changes from where it is read.</summary>
    public void Set(FetchKey key, FetchAsk ask)
    {
        if (_byKey.TryGetValue(key, out var known))
            known.Value.Ask = ask;
        else
            _byKey.Add(key, _inOrder.AddLast(new Kept(key, ask)));
    }

    /// <summary>Takes a partition out; nothing happens when it is not there.</summary>
    public void Forget(FetchKey key)
    {
        if (_byKey.Remove(key, out var known))
            _inOrder.Remove(known);
    }

    /// <summary>Is it to be told what was found of a partition? If so, it counts as told; and a partition whose records are sent has its turn last next time.</summary>
    public bool Tell(FetchKey key, in FetchFinding finding)
    {
        if (!_byKey.TryGetValue(key, out var known))
            return true;

        var isNews = known.Value.Take(finding);
        if (finding.HasRecords)
        {
            _inOrder.Remove(known);
            _inOrder.AddLast(known);
        }

        return isNews;
    }

    /// <summary>A partition of the session.</summary>
    private sealed class Kept(FetchKey key, FetchAsk ask)
    {
        private (Offset HighWatermark, Offset LastStable, Offset Start)? _told;

        public FetchKey Key { get; } = key;

        public FetchAsk Ask { get; set; } = ask;

        public bool Take(in FetchFinding finding)
        {
            var bounds = (finding.HighWatermark, finding.LastStable, finding.Start);
            var isNews = finding.HasRecords || finding.Error != ErrorCode.None || bounds != _told;

            // An error is told every time, and its end as well, when nothing else has changed since.
            _told = finding.Error == ErrorCode.None ? bounds : null;
            return isNews;
        }
    }
}
