using System.Globalization;

namespace Akka.Actor;

/// <summary>What all references share: they are equal when path and uid are.</summary>
public abstract class ActorRefBase : IActorRef
{
    public abstract ActorPath Path { get; }

    /// <exception cref="InvalidMessageException"><paramref name="message"/> is null.</exception>
    public void Tell(object message, IActorRef? sender)
    {
        if (message is null)
            ThrowNullMessage();
        TellInternal(message!, sender);
    }

    protected abstract void TellInternal(object message, IActorRef? sender);

    public int CompareTo(object? obj) => obj is null ? 1
        : obj is IActorRef other ? CompareTo(other)
        : throw new ArgumentException("Object must be an actor reference", nameof(obj));

    public int CompareTo(IActorRef? other)
    {
        if (other is null)
            return 1;
        var order = Path.CompareTo(other.Path);
        return order == 0 ? Path.Uid.CompareTo(other.Path.Uid) : order;
    }

    public bool Equals(IActorRef? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Path.Uid == other.Path.Uid && Path.Equals(other.Path));

    public override bool Equals(object? obj) => Equals(obj as IActorRef);

    // The uid is drawn at random and part of equality, so that it is a hash as good as any and costs nothing.
    public override int GetHashCode() => Path.Uid != ActorCell.UndefinedUid ? (int)Path.Uid : Path.GetHashCode();

    public override string ToString() => Path.Uid == ActorCell.UndefinedUid
        ? $"[{Path}]"
        : $"[{Path}#{Path.Uid.ToString(CultureInfo.InvariantCulture)}]";

    private static void ThrowNullMessage() => throw new InvalidMessageException("Message is null");
}
