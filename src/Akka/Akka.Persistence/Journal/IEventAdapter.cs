namespace Akka.Persistence.Journal;

/// <summary>Adapts both ways.</summary>
public interface IEventAdapter : IWriteEventAdapter, IReadEventAdapter
{
}
