namespace ActorBroker.Log.Disk;

/// <summary>
/// Which calls to a <see cref="MemoryDisk"/> fail, and which were made: give <see cref="Check"/> to <see cref="MemoryDisk.Fault"/>.
/// </summary>
/// <remarks>Threading: any thread may let calls through; rules are added before or by one thread at a time between them.</remarks>
public sealed class DiskFaults
{
    private readonly Lock _gate = new();
    private readonly List<Rule> _rules = [];
    private readonly List<DiskOperation> _calls = [];
    private readonly Dictionary<DiskCallSite, int> _sites = [];

    /// <summary>All calls so far, in their order, those that failed included.</summary>
    public IReadOnlyList<DiskOperation> Calls
    {
        get
        {
            lock (_gate)
                return _calls.ToArray();
        }
    }

    /// <summary>The call sites reached so far and how often, in order of kind and file.</summary>
    public IReadOnlyList<(DiskCallSite Site, int Count)> Sites
    {
        get
        {
            lock (_gate)
            {
                return _sites
                    .Select(reached => (reached.Key, reached.Value))
                    .OrderBy(reached => reached.Key.Kind)
                    .ThenBy(reached => reached.Key.File, StringComparer.Ordinal)
                    .ToArray();
            }
        }
    }

    /// <summary>How many calls were made to fail.</summary>
    public int Failed { get; private set; }

    /// <summary>Makes one call fail: the one to this site that has so many before it, from the first call seen on.</summary>
    public void Fail(DiskCallSite site, int occurrence, DiskFault fault) =>
        Add(new Rule((operation, count) => count == occurrence && DiskCallSite.Of(operation) == site, fault));

    /// <summary>Makes all calls fail that are of this kind and whose path ends so, from now on.</summary>
    public void FailAll(DiskOperationKind kind, string pathEnd, DiskFault fault) =>
        Add(new Rule((operation, _) => operation.Kind == kind && operation.Path.EndsWith(pathEnd, StringComparison.Ordinal), fault));

    /// <summary>Makes the call of this index fail, see <see cref="DiskOperation.Index"/>.</summary>
    public void FailCall(long index, DiskFault fault) => Add(new Rule((operation, _) => operation.Index == index, fault));

    /// <summary>Lets all further calls pass; what was counted stays.</summary>
    public void Heal()
    {
        lock (_gate)
            _rules.Clear();
    }

    /// <summary>Notes a call and decides whether it fails: the first rule that matches, or null.</summary>
    public DiskFault? Check(DiskOperation operation)
    {
        lock (_gate)
        {
            var site = DiskCallSite.Of(operation);
            var count = _sites.GetValueOrDefault(site);
            _sites[site] = count + 1;
            _calls.Add(operation);
            var fault = _rules.Find(rule => rule.Matches(operation, count))?.Fault;
            if (fault is not null)
                Failed++;
            return fault;
        }
    }

    private void Add(Rule rule)
    {
        lock (_gate)
            _rules.Add(rule);
    }

    /// <summary>A fault for the calls it matches; the number says how many calls came to the same site before.</summary>
    private sealed record Rule(Func<DiskOperation, int, bool> Matches, DiskFault Fault);
}
