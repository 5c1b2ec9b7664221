using Akka.Event;

namespace Akka.TestKit;

/// <summary>Picks log events.</summary>
public interface IEventFilter
{
    /// <summary>True takes the event: it is not printed.</summary>
    bool Apply(LogEvent logEvent);
}
