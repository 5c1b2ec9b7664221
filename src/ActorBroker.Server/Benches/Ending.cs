using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Benches;

/// <summary>Cancels a run when its time is over, or the user ends it.</summary>
internal static class Ending
{
    /// <summary>A source that the caller disposes; without a duration only the user cancels it, and the caller.</summary>
    public static CancellationTokenSource After(TimeSpan? duration, CommandContext context)
    {
        if (duration is not { } time)
            return CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);

        var source = new CancellationTokenSource(time, context.Time);
        context.Cancellation.Register(source.Cancel);
        return source;
    }
}
