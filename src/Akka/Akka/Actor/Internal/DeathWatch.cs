using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Util;

namespace Akka.Actor.Internal;

/// <summary>
/// Whom an actor watches and who watches it. A watcher learns of the end of its subject exactly once, also when the subject was gone
/// before the watch arrived; not at all after it has unwatched it.
/// </summary>
/// <remarks>Threading: the actor's own thread only.</remarks>
internal sealed class DeathWatch(ActorCell owner)
{
    // The value is what the watcher wants to get instead of Terminated.
    private readonly Dictionary<IActorRef, Option<object>> _watching = [];
    private readonly HashSet<IActorRef> _watchedBy = [];

    // A Terminated lies in the mailbox for these. It counts only while the subject is still here: Unwatch takes it out.
    private readonly Dictionary<IActorRef, Option<object>> _queued = [];

    public IActorRef Watch(IActorRef subject, Option<object> message)
    {
        if (subject.Equals(owner.Self))
            return subject;
        if (!_watching.TryGetValue(subject, out var known))
        {
            _watching.Add(subject, message);
            ((IInternalActorRef)subject).SendSystemMessage(new Watch((IInternalActorRef)subject, (IInternalActorRef)owner.Self));
        }
        else if (!known.Equals(message))
        {
            throw new InvalidOperationException(
                $"Watch({owner.Self}, {subject}) was called with message [{message}] after it was called with [{known}]. Unwatch it first");
        }

        return subject;
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        if (_watching.Remove(subject))
            ((IInternalActorRef)subject).SendSystemMessage(new Unwatch((IInternalActorRef)subject, (IInternalActorRef)owner.Self));
        _queued.Remove(subject);
        return subject;
    }

    /// <summary>The turn of a <see cref="Terminated"/> in the mailbox has come.</summary>
    public void ReceiveTerminated(Terminated terminated)
    {
        if (_queued.Remove(terminated.ActorRef, out var message))
            owner.ReceiveInstead(message.HasValue ? message.Value : terminated);
    }

    /// <summary>A subject, or a child, has stopped.</summary>
    public void WatchedActorTerminated(IActorRef actor, bool existenceConfirmed, bool addressTerminated)
    {
        if (_watching.Remove(actor, out var message) && !owner.IsTerminating)
        {
            owner.Self.Tell(new Terminated(actor, existenceConfirmed, addressTerminated), actor);
            _queued[actor] = message;
        }

        if (owner.ChildrenOrNull?.Contains(actor) == true)
            FaultHandling.HandleChildTerminated(owner, actor);
    }

    public void AddWatcher(IActorRef watchee, IActorRef watcher)
    {
        var isWatchee = watchee.Equals(owner.Self);
        var isWatcher = watcher.Equals(owner.Self);
        if (isWatchee && !isWatcher)
            _watchedBy.Add(watcher);
        else if (isWatcher && !isWatchee)
            Watch(watchee, default);
        else
            Warn($"BUG: illegal Watch({watchee},{watcher}) for {owner.Self}");
    }

    public void RemoveWatcher(IActorRef watchee, IActorRef watcher)
    {
        var isWatchee = watchee.Equals(owner.Self);
        var isWatcher = watcher.Equals(owner.Self);
        if (isWatchee && !isWatcher)
            _watchedBy.Remove(watcher);
        else if (isWatcher && !isWatchee)
            Unwatch(watchee);
        else
            Warn($"BUG: illegal Unwatch({watchee},{watcher}) for {owner.Self}");
    }

    /// <summary>Tells all watchers but the parent, which is told in any case. Remote ones first: their way is longer.</summary>
    public void TellWatchersWeDied()
    {
        foreach (var remoteFirst in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var watcher in _watchedBy)
            {
                if (((IInternalActorRef)watcher).IsLocal == remoteFirst && !watcher.Equals(owner.Parent))
                    ((IInternalActorRef)watcher).SendSystemMessage(new DeathWatchNotification(owner.Self, existenceConfirmed: true, addressTerminated: false));
            }
        }

        _watchedBy.Clear();
    }

    public void UnwatchAll()
    {
        foreach (var subject in _watching.Keys)
            ((IInternalActorRef)subject).SendSystemMessage(new Unwatch((IInternalActorRef)subject, (IInternalActorRef)owner.Self));
        _watching.Clear();
        _queued.Clear();
    }

    private void Warn(string text) => owner.Publish(new Warning(owner.Self.Path.ToString(), owner.Actor?.GetType()!, text));
}
