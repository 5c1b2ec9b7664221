namespace Akka.Persistence.Journal;

/// <summary>Makes sequences of events.</summary>
public static class EventSequence
{
    /// <summary>One event.</summary>
    public static IEventSequence Single(object e) => new Sequence([e]);

    /// <summary>Several events.</summary>
    public static IEventSequence Create(params object[] events) => new Sequence(events);

    /// <summary>Several events.</summary>
    public static IEventSequence Create(IEnumerable<object> events) => new Sequence(events);

    private sealed record Sequence(IEnumerable<object> Events) : IEventSequence;
}
