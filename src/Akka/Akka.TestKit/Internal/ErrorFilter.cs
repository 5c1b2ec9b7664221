using Akka.Event;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit.Internal;

/// <summary>Picks events of level ERROR, all or those that an exception caused. The message may be the event's or the exception's.</summary>
public class ErrorFilter : EventFilterBase
{
    private readonly Type? _exceptionType;
    private readonly bool _recurses;

    public ErrorFilter(IStringMatcher? messageMatcher = null, IStringMatcher? sourceMatcher = null)
        : base(messageMatcher, sourceMatcher)
    {
    }

    /// <param name="recurseInnerExceptions">Whether an exception inside of the cause counts as well.</param>
    public ErrorFilter(Type exceptionType, IStringMatcher? messageMatcher = null, IStringMatcher? sourceMatcher = null, bool recurseInnerExceptions = false)
        : base(messageMatcher, sourceMatcher)
    {
        _exceptionType = exceptionType;
        _recurses = recurseInnerExceptions;
    }

    protected override string FilterDescriptiveName => _exceptionType is null ? "Error" : $"Error by {_exceptionType}";

    protected override bool IsMatch(LogEvent evt) =>
        evt is Error && (_exceptionType is null ? InternalDoMatch(evt.LogSource, evt.Message) : IsCause(evt, evt.Cause));

    private bool IsCause(LogEvent evt, Exception? cause)
    {
        if (cause is null)
            return false;
        var isThis = _exceptionType!.IsInstanceOfType(cause)
            && (InternalDoMatch(evt.LogSource, evt.Message) || InternalDoMatch(evt.LogSource, cause.Message));
        return isThis || (_recurses && (cause is AggregateException many
            ? many.InnerExceptions.Any(inner => IsCause(evt, inner))
            : IsCause(evt, cause.InnerException)));
    }
}
