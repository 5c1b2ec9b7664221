namespace Akka.Actor.Internal;

/// <summary>A stash of as many messages as <see cref="Props"/> or else the mailbox's <c>stash-capacity</c> says.</summary>
public class BoundedStashImpl(IActorContext context) : AbstractStash(context, CapacityOf(context))
{
    private static int CapacityOf(IActorContext context)
    {
        var deploy = context.Props.Deploy;
        return deploy.StashCapacity != Deploy.NoStashSize
            ? deploy.StashCapacity
            : context.System.Mailboxes.StashCapacity(context.Props.Dispatcher, MailboxId(context));
    }

    private static string MailboxId(IActorContext context) =>
        string.IsNullOrEmpty(context.Props.Deploy.Mailbox) ? "akka.actor.mailbox.bounded-deque-based" : context.Props.Deploy.Mailbox;
}
