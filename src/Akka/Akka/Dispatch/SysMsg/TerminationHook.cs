namespace Akka.Dispatch.SysMsg;

/// <summary>The system guardian tells who registered that <c>/system</c> is about to stop.</summary>
public sealed class TerminationHook
{
    private TerminationHook()
    {
    }

    public static TerminationHook Instance { get; } = new();

    public override string ToString() => "<TerminationHook>";
}
