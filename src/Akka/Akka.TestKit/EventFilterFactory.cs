using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>
/// Makes event filters. Of the texts <c>message</c> (all of it), <c>start</c> and <c>contains</c> one is given, or none for any message;
/// <c>source</c> is an actor's path, with or without the address, or another source's text.
/// </summary>
/// <remarks>A level that is not logged (<c>akka.loglevel</c>) gives no events.</remarks>
public class EventFilterFactory
{
    private readonly TestKitBase _testkit;
    private readonly ActorSystem _system;
    private readonly IReadOnlyList<EventFilterBase> _filters;

    public EventFilterFactory(TestKitBase testkit)
        : this(testkit, testkit.Sys)
    {
    }

    public EventFilterFactory(TestKitBase testkit, ActorSystem system)
        : this(testkit, system, [])
    {
    }

    /// <param name="filters">The new filter is applied beside these.</param>
    public EventFilterFactory(TestKitBase testkit, ActorSystem actorSystem, IReadOnlyList<EventFilterBase> filters)
    {
        _testkit = testkit;
        _system = actorSystem;
        _filters = filters;
    }

    /// <summary>Errors that an exception of the type, or a derived one, caused; the text may be the event's or the exception's.</summary>
    public IEventFilterApplier Exception<TException>(string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    /// <inheritdoc cref="Exception{TException}(string, string, string, string)"/>
    public IEventFilterApplier Exception<TException>(Regex pattern, string? source = null)
        where TException : Exception => Exception(typeof(TException), pattern, source);

    /// <param name="checkInnerExceptions">Whether an exception inside of the cause counts as well.</param>
    /// <inheritdoc cref="Exception{TException}(string, string, string, string)"/>
    public IEventFilterApplier Exception(
        Type exceptionType, string? message = null, string? start = null, string? contains = null, string? source = null, bool checkInnerExceptions = false) =>
        ByCause(exceptionType, TextMatch.Of(message, start, contains), source, checkInnerExceptions);

    /// <inheritdoc cref="Exception{TException}(string, string, string, string)"/>
    public IEventFilterApplier Exception(Type exceptionType, Regex pattern, string? source = null, bool checkInnerExceptions = false) =>
        ByCause(exceptionType, TextMatch.Of(pattern), source, checkInnerExceptions);

    public IEventFilterApplier Error(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.ErrorLevel, message, start, contains, source);

    public IEventFilterApplier Error(Regex pattern, string? source = null) => ForLogLevel(LogLevel.ErrorLevel, pattern, source);

    public IEventFilterApplier Warning(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.WarningLevel, message, start, contains, source);

    public IEventFilterApplier Warning(Regex pattern, string? source = null) => ForLogLevel(LogLevel.WarningLevel, pattern, source);

    public IEventFilterApplier Info(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.InfoLevel, message, start, contains, source);

    public IEventFilterApplier Info(Regex pattern, string? source = null) => ForLogLevel(LogLevel.InfoLevel, pattern, source);

    public IEventFilterApplier Debug(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.DebugLevel, message, start, contains, source);

    public IEventFilterApplier Debug(Regex pattern, string? source = null) => ForLogLevel(LogLevel.DebugLevel, pattern, source);

    public IEventFilterApplier ForLogLevel(LogLevel logLevel, string? message = null, string? start = null, string? contains = null, string? source = null) =>
        OfLevel(logLevel, TextMatch.Of(message, start, contains), source);

    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string? source = null) =>
        OfLevel(logLevel, TextMatch.Of(pattern), source);

    /// <summary>All dead letters.</summary>
    public IEventFilterApplier DeadLetter() => DeadLetter(_ => true, null);

    /// <summary>Dead letters whose message is of the type.</summary>
    /// <param name="source">The recipient's path.</param>
    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) => DeadLetter(letter => letter.Message is TMessage, source);

    /// <inheritdoc cref="DeadLetter{TMessage}(string)"/>
    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        DeadLetter(letter => letter.Message is TMessage message && isMatch(message), source);

    /// <inheritdoc cref="DeadLetter{TMessage}(string)"/>
    public IEventFilterApplier DeadLetter(Type type, string? source = null) => DeadLetter(letter => type.IsInstanceOfType(letter.Message), source);

    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Apply(new CustomEventFilter(predicate));

    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Custom(logged => logged is TLogEvent typed && predicate(typed));

    private static bool IsCause(Exception? cause, Predicate<Exception> isWanted, bool recurses) => cause is not null && (isWanted(cause)
        || (recurses && (cause is AggregateException many
            ? many.InnerExceptions.Any(inner => IsCause(inner, isWanted, recurses))
            : IsCause(cause.InnerException, isWanted, recurses))));

    private InternalEventFilterApplier ByCause(Type type, TextMatch text, string? source, bool recurses) => Of(
        $"Error by {type}{text.Words}",
        logged => logged is Error && IsCause(logged.Cause, cause => type.IsInstanceOfType(cause) && (text.Fits(cause.Message) || text.Fits(logged.Message)), recurses),
        source);

    private InternalEventFilterApplier OfLevel(LogLevel level, TextMatch text, string? source) => Of(
        level.ClassFor().Name + text.Words, logged => logged.LogLevel() == level && text.Fits(logged.Message), source);

    private InternalEventFilterApplier DeadLetter(Predicate<DeadLetter> isWanted, string? source) => Of(
        nameof(DeadLetter), logged => logged.Message is DeadLetter letter && isWanted(letter), source);

    private InternalEventFilterApplier Of(string name, Predicate<LogEvent> isWanted, string? source)
    {
        var from = TextMatch.OfSource(source);
        return Apply(new CustomEventFilter(logged => from.Fits(logged.LogSource) && isWanted(logged), name + from.Words));
    }

    private InternalEventFilterApplier Apply(EventFilterBase filter) => new(_testkit, _system, [.. _filters, filter]);
}
