using System.Collections;

namespace Akka.Actor.Internal;

/// <summary>
/// The children of one actor by name, those of them that were told to stop, and what the actor waits for them for.
/// </summary>
/// <remarks>
/// Threading: names are taken and looked up from any thread (guardians' children are made from outside), under one lock;
/// everything else is called by the actor's own thread.
/// </remarks>
internal sealed class Children(ActorCell owner)
{
    // A value is a reference, or ChildRestartStats once the child has failed.
    private readonly Dictionary<string, object> _byName = [];
    private HashSet<IActorRef>? _dying;
    private bool _terminated;

    /// <summary>Why the dying children are waited for; <see cref="ChildrenWait.None"/> when nobody is dying.</summary>
    public ChildrenWait Wait { get; private set; }

    /// <summary>The failure that the actor is to be restarted for when <see cref="Wait"/> is over.</summary>
    public Exception? RecreationCause { get; private set; }

    public bool IsNormal => !_terminated && Wait is ChildrenWait.None or ChildrenWait.UserRequest;

    public bool IsTerminating => _terminated || Wait == ChildrenWait.Termination;

    public bool IsBlocking => Wait is ChildrenWait.Creation or ChildrenWait.Recreation;

    public IActorRef MakeChild(Props props, string? name, bool isSystemService)
    {
        var path = new ChildActorPath(owner.Self.Path, name is null ? owner.NextChildName() : Checked(name), owner.SystemImpl.NextUid());
        return Adopt(owner.SystemImpl.Provider.ActorOf(
            owner.SystemImpl, props, (IInternalActorRef)owner.Self, path, isSystemService, deploy: null, lookupDeploy: true, async: false));
    }

    /// <summary>Takes in and starts a child that was just made, and that nobody knows yet.</summary>
    /// <exception cref="InvalidActorNameException">There is another child of its name.</exception>
    /// <exception cref="InvalidOperationException">The actor is stopping, or has stopped.</exception>
    public IInternalActorRef Adopt(IInternalActorRef child)
    {
        var name = child.Path.Name;
        if (_terminated || Wait == ChildrenWait.Termination || owner.IsTerminating)
            throw new InvalidOperationException($"Cannot create child [{name}] while [{owner.Self}] is terminating or terminated");

        // A child of a suspended parent starts suspended, and is resumed with it.
        for (var count = owner.Mailbox.SuspendCount; count > 0; count--)
            child.Suspend();
        lock (_byName)
        {
            if (!_byName.TryAdd(name, child))
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
        }

        child.Start();
        return child;
    }

    public IInternalActorRef[] Snapshot()
    {
        lock (_byName)
            return [.. _byName.Values.Select(RefOf)];
    }

    /// <summary>The children at the time when the first is asked for: a strategy that does not look costs nothing.</summary>
    public IEnumerable<IInternalActorRef> All()
    {
        foreach (var child in Snapshot())
            yield return child;
    }

    /// <inheritdoc cref="All"/>
    public IReadOnlyCollection<ChildRestartStats> Stats() => new LazyStats(this);

    public IInternalActorRef? Find(string name)
    {
        var hash = name.IndexOf('#');
        var uid = 0L;
        if (hash >= 0 && !long.TryParse(name.AsSpan(hash + 1), out uid))
            return null;
        lock (_byName)
        {
            var found = _byName.TryGetValue(hash < 0 ? name : name[..hash], out var value) ? RefOf(value) : null;
            return found is null || uid == ActorCell.UndefinedUid || found.Path.Uid == uid ? found : null;
        }
    }

    public bool Contains(IActorRef child) => child.Equals(Find(child.Path.Name));

    /// <summary>Null when it is not a child, or another incarnation of it.</summary>
    public ChildRestartStats? FindStats(IActorRef child)
    {
        if (!Contains(child))
            return null;
        lock (_byName)
            return StatsOf(child.Path.Name);
    }

    /// <summary>Notes that a child was told to stop; the actor itself does not end before it has.</summary>
    public void ShallDie(IActorRef child)
    {
        if (_terminated || !Contains(child))
            return;
        (_dying ??= []).Add(child);
        if (Wait == ChildrenWait.None)
            Wait = ChildrenWait.UserRequest;
    }

    /// <summary>Sets what the dying children are waited for; false when nobody is dying, so that there is nothing to wait for.</summary>
    public bool WaitFor(ChildrenWait wait, Exception? recreationCause = null)
    {
        if (Wait == ChildrenWait.None)
            return false;
        Wait = wait;
        RecreationCause = recreationCause;
        return true;
    }

    /// <summary>Forgets a child that has stopped. The answer is what its end completes, <see cref="ChildrenWait.None"/> when nothing.</summary>
    public ChildrenWait Remove(IActorRef child)
    {
        if (Contains(child))
        {
            lock (_byName)
                _byName.Remove(child.Path.Name);
        }

        if (_dying is null || !_dying.Remove(child) || _dying.Count > 0)
            return ChildrenWait.None;
        var completed = Wait;
        Wait = ChildrenWait.None;
        _terminated = completed == ChildrenWait.Termination;
        _dying = null;
        return completed;
    }

    private static string Checked(string name)
    {
        if (name.Length == 0)
            throw new InvalidActorNameException("Actor name must not be empty");
        return ActorPath.IsValidPathElement(name)
            ? name
            : throw new InvalidActorNameException(
                $"Illegal actor name [{name}]. Actor paths MUST: not start with `$`, include only ASCII letters and can only contain these special characters: {ActorPath.ValidSymbols}");
    }

    private static IInternalActorRef RefOf(object value) => value as IInternalActorRef ?? ((ChildRestartStats)value).Child;

    private IEnumerable<ChildRestartStats> AllStats()
    {
        foreach (var child in Snapshot())
        {
            ChildRestartStats? stats;
            lock (_byName)
                stats = StatsOf(child.Path.Name);
            if (stats is not null)
                yield return stats;
        }
    }

    private ChildRestartStats? StatsOf(string name)
    {
        if (!_byName.TryGetValue(name, out var value))
            return null;
        if (value is ChildRestartStats known)
            return known;
        var stats = new ChildRestartStats((IInternalActorRef)value);
        _byName[name] = stats;
        return stats;
    }

    private sealed class LazyStats(Children children) : IReadOnlyCollection<ChildRestartStats>
    {
        private ChildRestartStats[]? _stats;

        public int Count => Stats.Length;

        private ChildRestartStats[] Stats => _stats ??= [.. children.AllStats()];

        public IEnumerator<ChildRestartStats> GetEnumerator() => ((IEnumerable<ChildRestartStats>)Stats).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
