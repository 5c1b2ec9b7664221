using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>
/// Gives actors threads: it puts messages into mailboxes and has mailboxes with work executed.
/// </summary>
/// <remarks>
/// Threading: any thread may call. A dispatcher that nobody has lived on for <see cref="ShutdownTimeout"/> gives its threads back
/// and takes new ones when it is needed again.
/// </remarks>
public abstract class MessageDispatcher(MessageDispatcherConfigurator configurator)
{
    /// <summary>How many messages an actor handles before it gives its thread to the next.</summary>
    public const int DefaultThroughput = 100;

    private long _inhabitants;
    private int _shutdownScheduled;

    public MessageDispatcherConfigurator Configurator { get; } = configurator;

    public EventStream EventStream => Configurator.Prerequisites.EventStream;

    public Mailboxes Mailboxes => Configurator.Prerequisites.Mailboxes;

    public string Id { get; protected set; } = "unnamed";

    /// <summary>Messages in one turn of an actor; less than 1 counts as 1.</summary>
    public int Throughput { get; set; } = DefaultThroughput;

    /// <summary>Longest turn, in <see cref="TimeSpan"/> ticks; null: only the number of messages counts.</summary>
    public long? ThroughputDeadlineTime { get; protected set; }

    public TimeSpan ShutdownTimeout { get; protected set; } = TimeSpan.FromSeconds(1);

    protected long Inhabitants => Interlocked.Read(ref _inhabitants);

    /// <summary>True when an idle dispatcher holds something that is worth giving back.</summary>
    internal virtual bool HoldsThreads => false;

    public void Schedule(Action run) => Schedule(new ActionRunnable(run));

    public void Schedule(IRunnable run) => ExecuteTask(run);

    /// <summary>Lets an actor live here and has its first messages handled.</summary>
    public virtual void Attach(ActorCell cell)
    {
        OnAttach(cell);
        Interlocked.Increment(ref _inhabitants);
        RegisterForExecution(cell.Mailbox, hasMessageHint: false, hasSystemMessageHint: true);
    }

    /// <summary>Ends an actor's life here: its mailbox is closed and what is in it goes to dead letters.</summary>
    public virtual void Detach(ActorCell cell)
    {
        var mailbox = cell.SwapMailbox(Mailboxes.DeadLetterMailbox);
        mailbox.BecomeClosed();
        mailbox.CleanUp();
        OnDetach(cell);
        if (Interlocked.Decrement(ref _inhabitants) == 0 && HoldsThreads)
            ScheduleShutdown();
    }

    public virtual void Dispatch(ActorCell cell, Envelope envelope)
    {
        var mailbox = cell.Mailbox;
        mailbox.Enqueue(cell.Self, envelope);
        RegisterForExecution(mailbox, hasMessageHint: true, hasSystemMessageHint: false);
    }

    public virtual void SystemDispatch(ActorCell cell, SystemMessage message)
    {
        var mailbox = cell.Mailbox;
        mailbox.SystemEnqueue(cell.Self, message);
        RegisterForExecution(mailbox, hasMessageHint: false, hasSystemMessageHint: true);
    }

    /// <summary>Has the mailbox executed if it has work and is not on its way already.</summary>
    internal void RegisterForExecution(Mailbox mailbox, bool hasMessageHint, bool hasSystemMessageHint)
    {
        if (!mailbox.TrySchedule(hasMessageHint, hasSystemMessageHint))
            return;
        try
        {
            ExecuteTask(mailbox);
        }
        catch (RejectedExecutionException e)
        {
            mailbox.Unschedule();
            EventStream.Publish(new Error(e, Id, GetType(), $"Dispatcher [{Id}] refused the mailbox of [{mailbox.Cell?.Self}]"));
            throw;
        }
    }

    internal long NextDeadline() =>
        ThroughputDeadlineTime is { } ticks ? TimeProvider.System.GetTimestamp() + ticks * TimeProvider.System.TimestampFrequency / TimeSpan.TicksPerSecond : long.MaxValue;

    internal bool IsPast(long deadline) => deadline != long.MaxValue && TimeProvider.System.GetTimestamp() >= deadline;

    internal void ShutdownNow() => Shutdown();

    protected abstract void ExecuteTask(IRunnable run);

    protected abstract void Shutdown();

    private protected virtual void OnAttach(ActorCell cell)
    {
    }

    private protected virtual void OnDetach(ActorCell cell)
    {
    }

    private void ScheduleShutdown()
    {
        if (Interlocked.Exchange(ref _shutdownScheduled, 1) == 1)
            return;
        try
        {
            Configurator.Prerequisites.Scheduler.Advanced.ScheduleOnce(ShutdownTimeout, ShutdownIfEmpty);
        }
        catch (SchedulerException)
        {
            // The scheduler has stopped with the system; nothing else will come.
            Shutdown();
        }
    }

    private void ShutdownIfEmpty()
    {
        Interlocked.Exchange(ref _shutdownScheduled, 0);
        if (Inhabitants == 0)
            Shutdown();
    }
}
