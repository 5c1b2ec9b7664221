namespace Akka.Dispatch;

/// <summary>A mailbox whose full queue holds a sender up for at most <see cref="PushTimeout"/>.</summary>
public interface IProducesPushTimeoutSemanticsMailbox
{
    TimeSpan PushTimeout { get; }
}
