namespace Akka.Event;

/// <summary>Marks messages whose loss is normal: as dead letters they are published as <see cref="SuppressedDeadLetter"/> and not logged.</summary>
public interface IDeadLetterSuppression
{
}
