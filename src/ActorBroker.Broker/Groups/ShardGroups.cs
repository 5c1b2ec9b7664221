using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Groups;

/// <summary>The groups of a shard: their actors, how they are listed, and the requests that wait until one of them has ended.</summary>
/// <remarks>Owned by one shard, for one time of leading.</remarks>
internal sealed class ShardGroups(Func<string, LoadedGroup, ListedGroup, IActorRef> start)
{
    private readonly Dictionary<string, IActorRef> _actors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListedGroup> _listed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<GroupRequest>> _closing = new(StringComparer.Ordinal);

    public IEnumerable<ListedGroup> Listed => _listed.Values;

    public int Count => _actors.Count;

    /// <summary>True when this actor is the group now.</summary>
    public bool Has(string group, IActorRef actor) => _actors.TryGetValue(group, out var present) && present.Equals(actor);

    public IActorRef Add(string group, LoadedGroup loaded)
    {
        var phase = loaded.Snapshot is { Members.IsEmpty: false } ? GroupPhase.Stable : GroupPhase.Empty;
        var listed = new ListedGroup(group, loaded.Snapshot?.ProtocolType ?? "", phase);
        var actor = start(group, loaded, listed);
        _actors.Add(group, actor);
        _listed.Add(group, listed);
        return actor;
    }

    /// <summary>Hands a request to its group, which is made if the request makes it; or answers it.</summary>
    public void Route(GroupRequest request)
    {
        if (_closing.TryGetValue(request.Group, out var waiting))
            waiting.Add(request);
        else if (_actors.TryGetValue(request.Group, out var actor))
            actor.Tell(request);
        else if (AbsentGroup.Answer(request.Command) is { } reply)
            request.Receiver.OnAnswered(reply);
        else
            Add(request.Group, new LoadedGroup()).Tell(request);
    }

    public void OnChanged(GroupChanged changed) => _listed[changed.Listed.Group] = changed.Listed;

    public void OnOver(GroupOver over)
    {
        if (_actors.TryGetValue(over.Group, out var actor) && _closing.TryAdd(over.Group, []))
            actor.Tell(CloseGroup.Instance);
    }

    public void OnClosed(GroupClosed closed)
    {
        _closing.Remove(closed.Group, out var waiting);
        if (!closed.GoesOn)
        {
            _actors.Remove(closed.Group);
            _listed.Remove(closed.Group);
        }

        foreach (var request in waiting ?? [])
            Route(request);
    }

    public void TellAll(object message)
    {
        foreach (var actor in _actors.Values)
            actor.Tell(message);
    }

    /// <summary>Ends all groups here; who waits is answered so.</summary>
    public void Unload(ErrorCode error)
    {
        TellAll(new UnloadGroup(error));
        foreach (var request in _closing.Values.SelectMany(waiting => waiting))
            request.Receiver.OnAnswered(new ErrorReply(error));
        _actors.Clear();
        _listed.Clear();
        _closing.Clear();
    }
}
