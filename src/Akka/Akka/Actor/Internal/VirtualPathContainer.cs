using System.Collections.Concurrent;

namespace Akka.Actor.Internal;

/// <summary>A name in the tree that holds references without being an actor: <c>/temp</c>.</summary>
internal sealed class VirtualPathContainer(IActorRefProvider provider, ActorPath path, IInternalActorRef parent) : MinimalActorRef
{
    private readonly ConcurrentDictionary<string, IInternalActorRef> _children = new();

    public override ActorPath Path { get; } = path;

    public override IActorRefProvider Provider { get; } = provider;

    public override IInternalActorRef Parent { get; } = parent;

    public void Add(string name, IInternalActorRef child) => _children[name] = child;

    public void Remove(string name) => _children.TryRemove(name, out _);

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        if (name.Count == 0)
            return this;
        if (name[0].Length == 0)
            return GetChild([.. name.Skip(1)]);
        var hash = name[0].IndexOf('#');
        return _children.TryGetValue(hash < 0 ? name[0] : name[0][..hash], out var child)
            ? child.GetChild([.. name.Skip(1)])
            : ActorRefs.Nobody;
    }
}
