using Akka.Event;

namespace Akka.TestKit.Internal;

/// <summary>Picks events by a condition.</summary>
public class CustomEventFilter(Predicate<LogEvent> predicate) : EventFilterBase(null, null)
{
    protected override string FilterDescriptiveName => "Event that fulfils the condition";

    protected override bool IsMatch(LogEvent evt) => predicate(evt);
}
