using Akka.Event;

namespace Akka.TestKit.Internal;

/// <summary>Picks log events. Applied by the test's logger, one event at a time.</summary>
public abstract class EventFilterBase
{
    private protected EventFilterBase()
    {
    }

    internal event Action? Matched;

    /// <summary>What it picks, for failure messages.</summary>
    protected abstract string FilterDescriptiveName { get; }

    /// <summary>True takes the event: it is not printed.</summary>
    public bool Apply(LogEvent logEvent)
    {
        var isMatch = IsMatch(logEvent);
        if (isMatch)
            Matched?.Invoke();
        return isMatch;
    }

    public override string ToString() => FilterDescriptiveName;

    protected abstract bool IsMatch(LogEvent evt);
}
