using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>
/// Runs an actor on the thread that sends it a message, before <c>Tell</c> returns: a test without concurrency, and the whole way of a
/// message on one call stack. Choose it with <c>props.WithDispatcher(CallingThreadDispatcher.Id)</c>.
/// </summary>
/// <remarks>
/// An actor that is busy, on this thread or another, is not entered again: the message waits in its mailbox and is handled by the
/// thread that is in the actor, when it is done with the message in hand. A suspended actor's messages are handled by the thread that resumes it.
/// </remarks>
public class CallingThreadDispatcher : MessageDispatcher
{
    public static new string Id = "akka.test.calling-thread-dispatcher";

    public CallingThreadDispatcher(MessageDispatcherConfigurator configurator)
        : base(configurator)
    {
        base.Id = configurator.Config.GetString("id") ?? Id;

        // A turn that ended early would be taken up again from within itself.
        Throughput = int.MaxValue;
    }

    protected override void ExecuteTask(IRunnable run) => run.Run();

    protected override void Shutdown()
    {
    }
}
