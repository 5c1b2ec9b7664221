namespace Akka.Dispatch.SysMsg;

/// <summary>The continuation of an <c>await</c> in an actor, to be run in its turn.</summary>
public sealed class ActorTask(Task task) : SystemMessage
{
    public Task Task { get; } = task;

    /// <summary>The scheduler that the task was queued on; it knows whether the incarnation that awaits is still there.</summary>
    internal ActorTaskScheduler? Owner { get; init; }

    public override string ToString() => $"<ActorTask>: {Task}";
}
