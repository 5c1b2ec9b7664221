namespace Akka.Persistence;

/// <summary>A message between persistent actors and journals.</summary>
public interface IJournalMessage : IPersistenceMessage
{
}
