namespace Akka.Dispatch.SysMsg;

/// <summary>Closes the list of system messages of a mailbox whose actor has stopped.</summary>
public sealed class NoMessage : SystemMessage
{
    public override string ToString() => "<NoMessage>";
}
