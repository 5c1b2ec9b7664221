namespace Akka.Persistence;

/// <summary>To a snapshot store.</summary>
public interface ISnapshotRequest : ISnapshotMessage
{
}
