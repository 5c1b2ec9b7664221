namespace Akka.Dispatch.SysMsg;

/// <summary>Go on handling user messages.</summary>
public sealed class Resume(Exception? causedByFailure) : SystemMessage
{
    /// <summary>Null when the actor is resumed for its parent's sake and not for its own failure.</summary>
    public Exception? CausedByFailure { get; set; } = causedByFailure;

    public override string ToString() => $"<Resume>: {CausedByFailure?.GetType().Name}";
}
