namespace Akka.TestKit;

/// <summary>Marks a test class: what it sends without naming a sender has none. Otherwise the sender is its test actor.</summary>
public interface INoImplicitSender
{
}
