using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit;

/// <summary>Picks dead letters, which the test's logger sees as warnings from their recipient.</summary>
/// <param name="messageMatcher">For the text of the dead letter.</param>
/// <param name="sourceMatcher">For the path of its recipient.</param>
public sealed class DeadLettersFilter(IStringMatcher? messageMatcher, IStringMatcher? sourceMatcher, Predicate<DeadLetter>? isMatch = null)
    : EventFilterBase(messageMatcher, sourceMatcher)
{
    protected override string FilterDescriptiveName => "DeadLetter";

    protected override bool IsMatch(LogEvent evt) =>
        evt is { Message: DeadLetter letter } && InternalDoMatch(evt.LogSource, letter) && isMatch?.Invoke(letter) != false;
}
