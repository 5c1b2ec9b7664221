namespace Akka.Dispatch.SysMsg;

/// <summary>The answer to <see cref="TerminationHook"/>: the guardian may go on.</summary>
public sealed class TerminationHookDone
{
    private TerminationHookDone()
    {
    }

    public static TerminationHookDone Instance { get; } = new();

    public override string ToString() => "<TerminationHookDone>";
}
