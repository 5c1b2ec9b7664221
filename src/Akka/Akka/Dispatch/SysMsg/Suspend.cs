namespace Akka.Dispatch.SysMsg;

/// <summary>Stop handling user messages until resumed.</summary>
public sealed class Suspend : SystemMessage
{
    public override string ToString() => "<Suspend>";
}
