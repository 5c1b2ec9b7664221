namespace Akka.Persistence.Journal;

/// <summary>The events that one entry of the journal stands for.</summary>
public interface IEventSequence
{
    /// <summary>The events, in order.</summary>
    IEnumerable<object> Events { get; }
}
