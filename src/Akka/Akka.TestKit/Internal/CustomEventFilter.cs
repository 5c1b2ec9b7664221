using Akka.Event;

namespace Akka.TestKit.Internal;

/// <summary>Picks events by a condition.</summary>
public class CustomEventFilter : EventFilterBase
{
    private readonly Predicate<LogEvent> _predicate;

    public CustomEventFilter(Predicate<LogEvent> predicate)
        : this(predicate, "Event that fulfils the condition")
    {
    }

    internal CustomEventFilter(Predicate<LogEvent> predicate, string descriptiveName)
    {
        _predicate = predicate;
        FilterDescriptiveName = descriptiveName;
    }

    protected override string FilterDescriptiveName { get; }

    protected override bool IsMatch(LogEvent evt) => _predicate(evt);
}
