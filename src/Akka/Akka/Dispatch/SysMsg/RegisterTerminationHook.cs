namespace Akka.Dispatch.SysMsg;

/// <summary>An actor asks the system guardian to be told before <c>/system</c> stops.</summary>
public sealed class RegisterTerminationHook
{
    private RegisterTerminationHook()
    {
    }

    public static RegisterTerminationHook Instance { get; } = new();

    public override string ToString() => "<RegisterTerminationHook>";
}
