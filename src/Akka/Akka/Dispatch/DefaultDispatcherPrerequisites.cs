using Akka.Actor;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>What a dispatcher needs, by value.</summary>
public sealed class DefaultDispatcherPrerequisites(EventStream eventStream, IScheduler scheduler, Settings settings, Mailboxes mailboxes)
    : IDispatcherPrerequisites
{
    public EventStream EventStream { get; } = eventStream;

    public IScheduler Scheduler { get; } = scheduler;

    public Settings Settings { get; } = settings;

    public Mailboxes Mailboxes { get; } = mailboxes;
}
