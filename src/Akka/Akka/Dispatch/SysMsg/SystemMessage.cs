namespace Akka.Dispatch.SysMsg;

/// <summary>A link in the list of system messages of one mailbox; an instance may be in one list only.</summary>
public abstract class SystemMessage : ISystemMessage
{
    /// <summary>The message sent before this one, while in a mailbox; after, in order, once taken out.</summary>
    internal SystemMessage? Next { get; set; }

    public void Unlink() => Next = null;
}
