namespace Akka.Dispatch;

/// <summary>Worn by an actor that needs a queue with semantics <typeparamref name="T"/>; <c>akka.actor.mailbox.requirements</c> says which mailbox that is.</summary>
public interface IRequiresMessageQueue<T>
    where T : ISemantics;
