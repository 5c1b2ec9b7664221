namespace Akka.Dispatch.SysMsg;

/// <summary>Restart the actor.</summary>
public sealed class Recreate(Exception cause) : SystemMessage
{
    public Exception Cause { get; } = cause;

    public override string ToString() => $"<Recreate>: {Cause}";
}
