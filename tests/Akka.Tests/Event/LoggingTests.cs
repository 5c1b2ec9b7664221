using Akka.Event;

namespace Akka.Tests.Event;

public class LoggingTests
{
    private readonly LoggingBus _bus = new();

    [Theory]
    [InlineData("DEBUG", LogLevel.DebugLevel, typeof(Debug))]
    [InlineData("Info", LogLevel.InfoLevel, typeof(Info))]
    [InlineData("warning", LogLevel.WarningLevel, typeof(Warning))]
    [InlineData("ERROR", LogLevel.ErrorLevel, typeof(Error))]
    public void A_level_has_a_name_and_an_event_class(string name, LogLevel level, Type type)
    {
        Assert.Equal(level, Logging.LogLevelFor(name));
        Assert.Equal(name.ToUpperInvariant(), Logging.StringFor(level));
        Assert.Equal(type, level.ClassFor());
    }

    [Fact]
    public void An_unknown_level_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => Logging.LogLevelFor("LOUD"));

        Assert.StartsWith("'LOUD' is not a log level; expected DEBUG, INFO, WARNING, ERROR or OFF.", error.Message);
        Assert.Equal("OFF", Logging.StringFor(Logging.LogLevelFor("off")));
    }

    [Fact]
    public void Only_events_of_enabled_levels_are_published()
    {
        var logger = new RecordingLogger();
        _bus.SubscribeLogger(logger, LogLevel.DebugLevel);
        _bus.SetLogLevel(LogLevel.WarningLevel);
        var log = Logging.GetLogger(_bus, "here");

        log.Debug("no");
        log.Info("no");
        log.Warning("{0}", "yes");
        log.Error(new InvalidOperationException("cause"), "yes {Name}", "too");

        Assert.Equal(["Warning here yes ", "Error here yes too cause"], logger.Lines);
        Assert.False(log.IsEnabled(LogLevel.InfoLevel));
        Assert.True(log.IsEnabled(LogLevel.ErrorLevel));
    }

    [Fact]
    public void A_text_without_arguments_is_logged_as_it_is()
    {
        var logger = new RecordingLogger();
        _bus.SubscribeLogger(logger, LogLevel.DebugLevel);

        Logging.GetLogger(_bus, typeof(LoggingTests)).Info("{\"a\": 1} {0}");

        Assert.Equal(["Info LoggingTests {\"a\": 1} {0} "], logger.Lines);
    }

    [Fact]
    public void Arguments_are_formatted_only_when_a_logger_prints()
    {
        var probe = new CountedText();
        var logger = new KeepingLogger();
        _bus.SubscribeLogger(logger, LogLevel.InfoLevel);
        var log = Logging.GetLogger(_bus, "here");

        log.Debug("{0}", probe);
        log.Info("{0}", probe);
        var countBefore = probe.Count;
        var text = logger.Events.Single().Message.ToString();

        Assert.Equal(0, countBefore);
        Assert.Equal("text", text);
        Assert.Equal([probe], ((LogMessage)logger.Events.Single().Message).Parameters());
    }

    [Fact]
    public void An_event_prints_level_time_thread_source_message_and_cause()
    {
        var logEvent = new Error(new InvalidOperationException("why"), "source", typeof(LoggingTests), "what");

        var lines = logEvent.ToString().Split(Environment.NewLine);

        Assert.Matches(@"^\[ERROR\]\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z\]\[Thread \d{4}\]\[source\] what$", lines[0]);
        Assert.Equal("Cause: System.InvalidOperationException: why", lines[1]);
    }

    [Fact]
    public void No_logger_logs_nothing()
    {
        NoLogger.Instance.Error("nobody hears this");

        Assert.False(NoLogger.Instance.IsErrorEnabled);
    }

    private sealed class CountedText
    {
        public int Count { get; private set; }

        public override string ToString()
        {
            Count++;
            return "text";
        }
    }

    private sealed class KeepingLogger : MinimalLogger
    {
        public List<LogEvent> Events { get; } = [];

        protected override void Log(object message) => Events.Add((LogEvent)message);
    }

    private sealed class RecordingLogger : MinimalLogger
    {
        public List<string> Lines { get; } = [];

        protected override void Log(object message)
        {
            var logEvent = (LogEvent)message;
            Lines.Add($"{logEvent.GetType().Name} {logEvent.LogSource} {logEvent.Message} {logEvent.Cause?.Message}");
        }
    }
}
