using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.MessageQueues;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>
/// The two queues of an actor, system and user messages, and its claim on a thread. It is scheduled when a message comes and runs
/// on its dispatcher until it is empty, suspended, closed, or has handled <c>throughput</c> user messages.
/// </summary>
/// <remarks>
/// Threading: any thread enqueues; the one that wins the <c>Scheduled</c> bit has it executed, so that one thread at a time runs it.
/// </remarks>
public class Mailbox : IRunnable
{
    private const int Open = 0;
    private const int Closed = 1;
    private const int Scheduled = 2;
    private const int AwaitingTask = 4;
    private const int SuspendUnit = 8;

    private static readonly NoMessage ClosedSystemQueue = new();

    private IMessageQueue? _messageQueue;
    private SystemMessage? _newestSystemMessage;
    private ActorCell? _cell;
    private int _status = Open;

    public Mailbox(IMessageQueue messageQueue) => _messageQueue = messageQueue;

    /// <summary>A mailbox that makes an <see cref="UnboundedMessageQueue"/> once it is needed: an actor that waits for its first message has none.</summary>
    internal Mailbox()
    {
    }

    public MessageDispatcher Dispatcher => _cell!.Dispatcher;

    public IMessageQueue MessageQueue => Volatile.Read(ref _messageQueue) ?? MakeQueue();

    internal bool IsClosed => (Volatile.Read(ref _status) & Closed) != 0;

    internal bool IsSuspended => Volatile.Read(ref _status) >= SuspendUnit;

    internal int SuspendCount => Volatile.Read(ref _status) / SuspendUnit;

    internal bool HasMessages => Volatile.Read(ref _messageQueue)?.HasMessages ?? false;

    internal int NumberOfMessages => Volatile.Read(ref _messageQueue)?.Count ?? 0;

    internal bool HasSystemMessages => Volatile.Read(ref _newestSystemMessage) is { } message && !ReferenceEquals(message, ClosedSystemQueue);

    internal ActorCell? Cell => _cell;

    private bool ShouldProcessMessages => (Volatile.Read(ref _status) & ~Scheduled) == 0;

    public virtual void SetActor(ActorCell actorCell) => _cell = actorCell;

    public void Execute() => Run();

    /// <summary>Handles what there is; called by the executor, after <see cref="TrySchedule"/> won.</summary>
    public void Run()
    {
        var cell = _cell!;
        var before = InternalCurrentActorCellKeeper.Current;
        InternalCurrentActorCellKeeper.Current = cell;
        var inHand = MessageInHand.OfThisThread;
        var interrupted = inHand.Envelope;
        cell.BeginTurn(inHand);
        try
        {
            if (IsClosed)
                return;
            if (!cell.HasBegun)
                FaultHandling.Create(cell);
            ProcessSystemMessages(cell);
            ProcessMessages(cell);
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = before!;
            cell.EndTurn();
            inHand.Envelope = interrupted;
            SetIdle();
            cell.Dispatcher.RegisterForExecution(this, hasMessageHint: false, hasSystemMessageHint: false);
        }
    }

    /// <summary>Moves everything to dead letters; called once, when the actor has stopped and its mailbox was closed.</summary>
    public virtual void CleanUp()
    {
        if (_cell is null)
            return;
        var deadLetters = _cell.Dispatcher.Mailboxes.DeadLetterMailbox;
        for (var message = TakeSystemMessages(ClosedSystemQueue); message is not null;)
        {
            var next = message.Next;
            message.Unlink();
            deadLetters.SystemEnqueue(_cell.Self, message);
            message = next;
        }

        MessageQueue.CleanUp(_cell.Self, deadLetters.MessageQueue);
    }

    internal void Enqueue(IActorRef receiver, in Envelope envelope) => MessageQueue.Enqueue(receiver, envelope);

    internal virtual void SystemEnqueue(IActorRef receiver, SystemMessage message)
    {
        while (true)
        {
            var newest = Volatile.Read(ref _newestSystemMessage);
            if (ReferenceEquals(newest, ClosedSystemQueue))
            {
                message.Unlink();
                _cell!.Dispatcher.Mailboxes.DeadLetterMailbox.SystemEnqueue(receiver, message);
                return;
            }

            message.Next = newest;
            if (ReferenceEquals(Interlocked.CompareExchange(ref _newestSystemMessage, message, newest), newest))
                return;
        }
    }

    /// <summary>True when there is something to do and this call won the right to have it done.</summary>
    internal bool TrySchedule(bool hasMessageHint, bool hasSystemMessageHint)
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if ((status & (Scheduled | Closed)) != 0)
                return false;
            var hasWork = hasSystemMessageHint || HasSystemMessages || (status == Open && (hasMessageHint || HasMessages));
            if (!hasWork)
                return false;
            if (Interlocked.CompareExchange(ref _status, status | Scheduled, status) == status)
                return true;
        }
    }

    /// <summary>Suspensions count: user messages are handled again after as many calls of <see cref="Resume"/>.</summary>
    internal void Suspend()
    {
        if (!IsClosed)
            Interlocked.Add(ref _status, SuspendUnit);
    }

    internal void Resume()
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if ((status & Closed) != 0 || status < SuspendUnit)
                return;
            if (Interlocked.CompareExchange(ref _status, status - SuspendUnit, status) == status)
                return;
        }
    }

    /// <summary>No user message is handled until <see cref="EndTask"/>: the actor awaits a task.</summary>
    internal void BeginTask() => Interlocked.Or(ref _status, AwaitingTask);

    internal void EndTask() => Interlocked.And(ref _status, ~AwaitingTask);

    internal void BecomeClosed() => Interlocked.Exchange(ref _status, Closed);

    /// <summary>Gives the right back that <see cref="TrySchedule"/> won, when nobody could be found to run the mailbox.</summary>
    internal void Unschedule() => SetIdle();

    private void SetIdle() => Interlocked.And(ref _status, ~Scheduled);

    private void ProcessMessages(ActorCell cell)
    {
        var dispatcher = cell.Dispatcher;
        var left = Math.Max(dispatcher.Throughput, 1);
        var deadline = dispatcher.NextDeadline();
        var queue = Volatile.Read(ref _messageQueue);
        while (queue is not null && ShouldProcessMessages && queue.TryDequeue(out var envelope))
        {
            cell.InvokeUser(envelope);
            if (Volatile.Read(ref _newestSystemMessage) is not null)
                ProcessSystemMessages(cell);
            if (--left <= 0 || dispatcher.IsPast(deadline))
                return;
        }
    }

    private void ProcessSystemMessages(ActorCell cell)
    {
        while (HasSystemMessages && !IsClosed)
        {
            var message = TakeSystemMessages(null);
            while (message is not null)
            {
                var next = message.Next;
                message.Unlink();
                if (IsClosed)
                    Dispatcher.Mailboxes.DeadLetterMailbox.SystemEnqueue(cell.Self, message);
                else
                    SystemMessages.Invoke(cell, message);
                message = next;
            }
        }
    }

    // The list holds the newest first; the caller gets the oldest first.
    private SystemMessage? TakeSystemMessages(SystemMessage? replacement)
    {
        var newest = Interlocked.Exchange(ref _newestSystemMessage, replacement);
        if (ReferenceEquals(newest, ClosedSystemQueue))
            return null;
        SystemMessage? oldest = null;
        while (newest is not null)
        {
            var next = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = next;
        }

        return oldest;
    }

    private IMessageQueue MakeQueue()
    {
        var queue = new UnboundedMessageQueue();
        return Interlocked.CompareExchange(ref _messageQueue, queue, null) ?? queue;
    }
}
