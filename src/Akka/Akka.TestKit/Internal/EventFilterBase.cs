using Akka.Event;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit.Internal;

/// <summary>Picks log events by what they say and who says it. Applied by the test's logger, one event at a time.</summary>
/// <param name="messageMatcher">Null: any message.</param>
/// <param name="sourceMatcher">Null: any source.</param>
public abstract class EventFilterBase(IStringMatcher? messageMatcher, IStringMatcher? sourceMatcher) : IEventFilter
{
    private readonly IStringMatcher? _messageMatcher = messageMatcher;
    private readonly IStringMatcher? _sourceMatcher = sourceMatcher;

    public event EventMatched? EventMatched;

    /// <summary>What it picks, for failure messages.</summary>
    protected abstract string FilterDescriptiveName { get; }

    public bool Apply(LogEvent logEvent)
    {
        if (!IsMatch(logEvent))
            return false;
        OnEventMatched(logEvent);
        return true;
    }

    public override string ToString()
    {
        var message = _messageMatcher is null ? "" : $" whose message {_messageMatcher}";
        var source = _sourceMatcher is null ? "" : $" whose source {_sourceMatcher}";
        return FilterDescriptiveName + message + source;
    }

    protected abstract bool IsMatch(LogEvent evt);

    protected virtual void OnEventMatched(LogEvent logEvent) => EventMatched?.Invoke(this, logEvent);

    protected bool InternalDoMatch(string src, object? msg) =>
        _sourceMatcher?.IsMatch(src) != false && _messageMatcher?.IsMatch(msg?.ToString() ?? "") != false;
}
