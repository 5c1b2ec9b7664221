namespace Akka.Persistence;

/// <summary>A message between persistent actors and snapshot stores.</summary>
public interface ISnapshotMessage : IPersistenceMessage
{
}
