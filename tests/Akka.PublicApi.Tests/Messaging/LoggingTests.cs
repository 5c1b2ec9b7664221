using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.PublicApi.Tests.Messaging;

public sealed class LoggingTests(ITestOutputHelper output) : TestKit.Xunit2.TestKit("akka.loglevel = DEBUG", output: output)
{
    [Fact]
    public void Log_of_an_actor_has_levels_and_semantic_messages()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(LogEvent));
        Sys.ActorOf(Props.Create(() => new Talking()), "talking");

        var events = new List<LogEvent>();
        while (events.Count < 5)
            events.AddRange(ExpectMsg<LogEvent>() is { LogSource: { } source } logged && source.Contains("talking", StringComparison.Ordinal) ? [logged] : []);

        Assert.Equal([LogLevel.DebugLevel, LogLevel.InfoLevel, LogLevel.WarningLevel, LogLevel.ErrorLevel, LogLevel.ErrorLevel], events.Select(e => e.LogLevel()));
        Assert.Equal(["debug 1", "order 7 of Ann", "warning", "error", "failed 2"], events.Select(e => e.Message.ToString()));
        Assert.Equal("fault", events[4].Cause?.Message);
    }

    [Fact]
    public void Logger_is_found_by_source_and_knows_its_levels()
    {
        var log = Logging.GetLogger(Sys, "source");

        Assert.True(log.IsDebugEnabled && log.IsInfoEnabled && log.IsWarningEnabled && log.IsErrorEnabled);
        Assert.True(log.IsEnabled(LogLevel.DebugLevel));
        Assert.Equal(LogLevel.WarningLevel, Logging.LogLevelFor("WARNING"));
        Assert.False(NoLogger.Instance.IsErrorEnabled);
        EventFilter.Info("hello").ExpectOne(() => log.Info("hello"));
    }

    [Fact]
    public async Task Loggers_are_plugged_in_by_configuration()
    {
        var system = ActorSystem.Create("logged", Akka.Configuration.ConfigurationFactory.ParseString($$"""
            akka { loglevel = INFO, stdout-loglevel = OFF, loggers = ["{{typeof(Collecting).AssemblyQualifiedName}}"] }
            """));

        system.Log.Info("hello {0}", "Ann");
        system.Log.Debug("not this one");
        await system.Terminate().WaitAsync(RemainingOrDefault);

        Assert.Contains("hello Ann", Collecting.Texts);
        Assert.DoesNotContain("not this one", Collecting.Texts);
    }

    private sealed class Talking : UntypedActor
    {
        protected override void PreStart()
        {
            var log = Context.GetLogger();
            log.Debug("debug {0}", 1);
            log.Info("order {Order} of {Customer}", 7, "Ann");
            log.Warning("warning");
            log.Error("error");
            log.Error(new InvalidOperationException("fault"), "failed {0}", 2);
        }

        protected override void OnReceive(object message) => Unhandled(message);
    }

    internal sealed class Collecting : ReceiveActor
    {
        public Collecting()
        {
            Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
            Receive<LogEvent>(e => Texts.Enqueue(e.Message.ToString()!));
        }

        public static System.Collections.Concurrent.ConcurrentQueue<string> Texts { get; } = new();
    }
}
