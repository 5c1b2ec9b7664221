using Akka.Actor;
using Akka.Event;
using Serilog;
using Serilog.Events;
using AkkaLevel = Akka.Event.LogLevel;
using AkkaLogEvent = Akka.Event.LogEvent;
using SerilogEvent = Serilog.Events.LogEvent;

namespace ActorBroker.Hosting.Logging;

/// <summary>An actor system's logger that hands events to Serilog, with their time, their source and the values of their templates.</summary>
/// <remarks>
/// Named in <c>akka.loggers</c>; the system needs a <see cref="LoggingSetup"/>. The property <c>Where</c> of an event is the path of the actor
/// that logged it, without the system's address and without <c>user/</c>; or what else was given as source.
/// </remarks>
public sealed class SerilogLogger : UntypedActor
{
    /// <summary>The property that says who logged.</summary>
    internal const string Where = "Where";

    private const string UserRoot = "/user/";

    private readonly ILogger _logger;

    /// <summary>The logger of the system it is made in.</summary>
    /// <exception cref="ActorInitializationException">The system has no <see cref="LoggingSetup"/>.</exception>
    public SerilogLogger()
    {
        _logger = Context.System.Settings.Setup.Get<LoggingSetup>() is { HasValue: true, Value: var setup }
            ? setup.Logger
            : throw new ActorInitializationException(Self, $"An actor system that logs to {nameof(SerilogLogger)} needs a {nameof(LoggingSetup)}.");
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (message is InitializeLogger)
            Sender.Tell(new LoggerInitialized());
        else if (message is AkkaLogEvent logged)
            Write(logged);
        else
            Unhandled(message);
    }

    private static LogEventLevel LevelOf(AkkaLogEvent logged) => logged.LogLevel() switch
    {
        AkkaLevel.DebugLevel => LogEventLevel.Debug,
        AkkaLevel.InfoLevel => LogEventLevel.Information,
        AkkaLevel.WarningLevel => LogEventLevel.Warning,
        _ => LogEventLevel.Error,
    };

    private static string Shortened(string source)
    {
        var root = source.IndexOf(UserRoot, StringComparison.Ordinal);
        return root < 0 ? source : source[(root + UserRoot.Length)..];
    }

    private void Write(AkkaLogEvent logged)
    {
        var level = LevelOf(logged);
        if (!_logger.IsEnabled(level))
            return;

        var (template, values) = logged.Message is LogMessage parts ? (parts.Format, parts.Parameters().ToArray()) : ("{What}", [logged.Message.ToString()!]);
        if (!_logger.BindMessageTemplate(template, values, out var parsed, out var bound))
            return;

        var properties = bound.Append(new LogEventProperty(Where, new ScalarValue(Shortened(logged.LogSource))));
        var time = new DateTimeOffset(DateTime.SpecifyKind(logged.Timestamp, DateTimeKind.Utc));
        _logger.Write(new SerilogEvent(time, level, logged.Cause, parsed, properties));
    }
}
