using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Tests.Actor;

namespace Akka.Tests.Event;

public class EventStreamTests
{
    [Fact]
    public void The_subscriptions_of_an_actor_end_when_it_stops()
    {
        using var stage = new Stage();
        var actor = stage.Actor((_, _) => { });
        stage.System.EventStream.Subscribe<string>(actor);
        stage.Run.RunUntilIdle();

        stage.System.Stop(actor);
        stage.Run.RunUntilIdle();
        stage.System.EventStream.Publish("nobody listens");
        stage.Run.RunUntilIdle();

        Assert.False(stage.System.EventStream.HasSubscriptions(actor));
        Assert.DoesNotContain("nobody listens", stage.DeadLetters);
    }

    [Fact]
    public void Subscribing_an_actor_that_has_stopped_ends_at_once()
    {
        using var stage = new Stage();
        var actor = stage.Actor((_, _) => { });
        stage.System.Stop(actor);
        stage.Run.RunUntilIdle();

        stage.System.EventStream.Subscribe<string>(actor);
        stage.Run.RunUntilIdle();

        Assert.False(stage.System.EventStream.HasSubscriptions(actor));
    }

    [Theory]
    [InlineData("3", "infinite", 10, 3)]
    [InlineData("on", "infinite", 10, 10)]
    [InlineData("off", "infinite", 10, 0)]
    public void So_many_dead_letters_are_logged_as_configured(string count, string pause, int letters, int logged)
    {
        using var stage = new Stage(hocon: $"akka.log-dead-letters = {count}, akka.log-dead-letters-suspend-duration = {pause}");
        var lines = Listen(stage);

        Lose(stage, letters);

        Assert.Equal(logged, Lines(lines).Count);
    }

    [Fact]
    public void After_the_pause_dead_letters_are_logged_again()
    {
        using var stage = new Stage(hocon: "akka.log-dead-letters = 2, akka.log-dead-letters-suspend-duration = 5 minutes");
        var lines = Listen(stage);
        Lose(stage, 5);
        var before = Lines(lines).Count;

        stage.Run.Advance(TimeSpan.FromMinutes(5));
        Lose(stage, 1);

        Assert.Equal(2, before);
        Assert.Contains("[6] dead letters encountered, of which 3 were not logged", Lines(lines)[^1]);
    }

    [Fact]
    public void What_was_dropped_or_unhandled_is_logged_with_its_reason_and_what_is_suppressed_is_not()
    {
        using var stage = new Stage();
        var lines = Listen(stage);
        var nobody = ActorRefs.Nobody;

        stage.System.EventStream.Publish(new Dropped("full", "queue is full", nobody));
        stage.System.EventStream.Publish(new UnhandledMessage("what", nobody, nobody));
        stage.System.EventStream.Publish(new SuppressedDeadLetter(new Normal(), nobody, nobody));
        stage.Run.RunUntilIdle();

        Assert.Equal(2, Lines(lines).Count);
        Assert.Contains("was dropped: queue is full", Lines(lines)[0]);
        Assert.Contains("was unhandled", Lines(lines)[1]);
    }

    [Fact]
    public void A_configured_logger_gets_the_events_of_its_level_in_virtual_time()
    {
        using var stage = new Stage(hocon: """
            akka.loggers = ["Akka.Tests.Event.EventStreamTests+RecordingLogger, Akka.Tests"]
            akka.loglevel = INFO
            akka.logger-async-start = on
            """);
        RecordingLogger.Events.Clear();
        stage.Run.Advance(TimeSpan.FromDays(1));

        stage.System.Log.Debug("not this");
        stage.System.Log.Warning("this {0}", 1);
        stage.Run.RunUntilIdle();

        var logEvent = Assert.Single(RecordingLogger.Events, e => e is Warning);
        Assert.Equal("this 1", logEvent.Message.ToString());
        Assert.Equal(stage.Run.Now.UtcDateTime, logEvent.Timestamp);
        Assert.DoesNotContain(RecordingLogger.Events, e => e is Debug);
    }

    [Theory]
    [InlineData("No.Such.Logger", "which does not exist")]
    [InlineData("System.String", "which is not an actor")]
    public void A_logger_that_cannot_be_made_is_a_clear_error_at_the_start(string type, string expected)
    {
        var config = ConfigurationFactory.ParseString($"akka.loggers = [\"{type}\"], akka.stdout-loglevel = OFF");

        var error = Assert.Throws<ConfigurationException>(() => ActorSystem.Create("faulty", config));

        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void A_logger_that_does_not_answer_is_a_clear_error_at_the_start()
    {
        var config = ConfigurationFactory.ParseString("""
            akka.loggers = ["Akka.Tests.Event.EventStreamTests+MuteLogger, Akka.Tests"]
            akka.logger-startup-timeout = 50 ms
            akka.stdout-loglevel = OFF
            """);

        var error = Assert.Throws<ConfigurationException>(() => ActorSystem.Create("mute", config));

        Assert.Contains("did not answer LoggerInitialized within 00:00:00.0500000", error.Message);
    }

    private static Probe Listen(Stage stage)
    {
        var probe = stage.Probe();
        stage.System.EventStream.SetLogLevel(LogLevel.InfoLevel);
        stage.System.EventStream.Subscribe<Info>(probe.Ref);
        stage.Run.RunUntilIdle();
        return probe;
    }

    private static List<string> Lines(Probe probe) => [.. probe.Received.Cast<Info>().Select(info => info.Message.ToString()!)];

    private static void Lose(Stage stage, int letters)
    {
        for (var i = 0; i < letters; i++)
            stage.System.DeadLetters.Tell(i, ActorRefs.NoSender);
        stage.Run.RunUntilIdle();
    }

    public sealed class RecordingLogger : UntypedActor
    {
        public static List<LogEvent> Events { get; } = [];

        protected override void OnReceive(object message)
        {
            if (message is LogEvent logEvent)
                Events.Add(logEvent);
            else
                Sender.Tell(new LoggerInitialized(), Self);
        }
    }

    public sealed class MuteLogger : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class Normal : IDeadLetterSuppression;
}
