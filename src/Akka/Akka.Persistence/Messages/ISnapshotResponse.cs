namespace Akka.Persistence;

/// <summary>From a snapshot store.</summary>
public interface ISnapshotResponse : ISnapshotMessage
{
}
