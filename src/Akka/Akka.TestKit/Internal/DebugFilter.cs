using Akka.Event;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit.Internal;

/// <summary>Picks events of level DEBUG.</summary>
public class DebugFilter(IStringMatcher? messageMatcher = null, IStringMatcher? sourceMatcher = null) : EventFilterBase(messageMatcher, sourceMatcher)
{
    protected override string FilterDescriptiveName => "Debug";

    protected override bool IsMatch(LogEvent evt) => evt is Debug && InternalDoMatch(evt.LogSource, evt.Message);
}
