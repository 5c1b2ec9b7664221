using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit.Tests;

/// <summary>The promises of the official documentation, "Testing actor systems": expecting log messages. In virtual time.</summary>
public sealed class EventFilterTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SimulatedKit _kit = SimulatedKit.Start("akka.loglevel = DEBUG, akka.test.filter-leeway = 7s, akka.test.timefactor = 2");

    private EventFilterFactory Filter => _kit.EventFilter;

    private ILoggingAdapter Log => _kit.Log;

    public void Dispose() => _kit.Dispose();

    private void Info(int count)
    {
        for (var number = 0; number < count; number++)
            Log.Info("x{0}", number);
    }

    [Fact]
    public void Expected_number_of_events_passes_and_the_result_is_returned() =>
        Assert.Equal(42, Filter.Info(start: "x").Expect(3, () =>
        {
            Info(3);
            return 42;
        }));

    [Fact]
    public void Too_few_events_fail_with_filter_time_and_count()
    {
        var words = Failure.Of(() => Filter.Info(start: "x").Expect(3, () => Info(2)));

        Assert.Equal("Expected 3 log events: Info whose message starts with \"x\"; within 14 s came 2", words);
        Assert.Equal(TimeSpan.FromSeconds(14), _kit.Run.Clock);
    }

    [Fact]
    public void Too_many_events_fail_with_their_count()
    {
        var words = Failure.Of(() => Filter.Info().ExpectOne(() => Info(4)));

        Assert.Equal("Expected 1 log event: Info; came 4", words);
    }

    [Fact]
    public void No_event_is_expected_for_the_whole_of_the_time()
    {
        _kit.Sys.Scheduler.Advanced.ScheduleOnce(Minute, () => Log.Info("late"));

        Filter.Info().Expect(0, Minute / 3, () => { });
        var words = Failure.Of(() => Filter.Info().Expect(0, Minute, () => { }));

        Assert.Equal("Expected 0 log events: Info; came 1", words);
    }

    [Fact]
    public void Events_may_come_after_the_block_has_ended()
    {
        Filter.Warning("late").ExpectOne(Minute, () => _kit.Sys.Scheduler.Advanced.ScheduleOnce(Minute, () => Log.Warning("late")));

        Assert.Equal(Minute, _kit.Run.Clock);
    }

    [Fact]
    public void Message_is_matched_whole_by_its_start_by_a_part_or_by_a_pattern()
    {
        Filter.Info("x0").ExpectOne(() => Info(2));
        Filter.Info(start: "x").Expect(2, () => Info(2));
        Filter.Info(contains: "1").ExpectOne(() => Info(2));
        Filter.Info(new Regex("^x[2-4]$")).Expect(3, () => Info(9));
    }

    [Fact]
    public void Level_is_part_of_the_filter()
    {
        foreach (var level in (LogLevel[])[LogLevel.DebugLevel, LogLevel.InfoLevel, LogLevel.WarningLevel, LogLevel.ErrorLevel])
        {
            Filter.ForLogLevel(level, "m").ExpectOne(() =>
            {
                Log.Debug("m");
                Log.Info("m");
                Log.Warning("m");
                Log.Error("m");
            });
        }
    }

    [Fact]
    public void Source_is_an_actors_path_with_or_without_its_address()
    {
        var talker = _kit.ActorOf(() => new Talker(), "talker");

        Filter.Info(source: "/user/talker").ExpectOne(() => talker.Tell("x"));
        Filter.Info(source: talker.Path.ToString()).ExpectOne(() => talker.Tell("x"));
        Filter.Info(source: "/user/other").Expect(0, () => talker.Tell("x"));
    }

    [Fact]
    public void Exception_that_fails_an_actor_is_expected_by_type_and_text()
    {
        var talker = _kit.ActorOf(() => new Talker());

        Filter.Exception<InvalidOperationException>("bad").ExpectOne(() => talker.Tell(new InvalidOperationException("bad")));
        Filter.Exception<Exception>(new Regex("b.d")).ExpectOne(() => talker.Tell(new InvalidOperationException("bad")));
        Filter.Exception<ArgumentException>().Expect(0, () => talker.Tell(new InvalidOperationException("bad")));
    }

    [Fact]
    public void Exception_inside_of_another_counts_when_asked_for()
    {
        var whole = new AggregateException(new InvalidOperationException("outer", new FormatException("inner")));

        Filter.Exception(typeof(FormatException), "inner", checkInnerExceptions: true).ExpectOne(() => Log.Error(whole, "m"));
        Filter.Exception(typeof(FormatException)).Expect(0, () => Log.Error(whole, "m"));
    }

    [Fact]
    public void Dead_letters_are_expected_by_type_content_and_recipient()
    {
        var nobody = _kit.ActorSelection("/user/nobody");
        var text = typeof(string);

        Filter.DeadLetter().ExpectOne(() => nobody.Tell(1));
        Filter.DeadLetter<int>(number => number > 1).ExpectOne(() =>
        {
            nobody.Tell(1);
            nobody.Tell(2);
        });
        Filter.DeadLetter(text, "/user/nobody").ExpectOne(() => nobody.Tell("x"));
        Filter.DeadLetter<string>("/user/somebody").Expect(0, () => nobody.Tell("x"));
    }

    [Fact]
    public void Unhandled_message_is_a_warning_of_its_recipient()
    {
        var talker = _kit.ActorOf(() => new Talker(), "talker");

        Filter.Warning(start: "Unhandled message from", source: "/user/talker").ExpectOne(() => talker.Tell(1));
    }

    [Fact]
    public void Event_is_expected_by_any_condition()
    {
        Filter.Custom(logged => logged.Message.ToString()!.Length == 5).ExpectOne(() => Log.Info("12345"));
        Filter.Custom<Warning>(warning => warning.LogClass == typeof(SimulatedKit)).ExpectOne(() => Log.Warning("x"));
    }

    [Fact]
    public void Several_filters_count_together()
    {
        var both = Filter.Info("a").And.Warning("b");

        both.Expect(2, () =>
        {
            Log.Info("a");
            Log.Warning("b");
        });

        Assert.EndsWith("Info whose message equals \"a\" or Warning whose message equals \"b\"; within 14 s came 0", Failure.Of(() => both.ExpectOne(() => { })));
    }

    [Fact]
    public void Muted_events_are_not_printed_until_unmuted()
    {
        var printed = new Printed();
        _kit.CreateEventFilter(printed.System).Info("b").Mute(() => printed.Log("a", "b"));
        var muted = _kit.CreateEventFilter(printed.System).Info("c").Mute();
        printed.Log("c");

        muted.Unmute();
        printed.Log("b", "c");

        Assert.Equal(["a", "b", "c"], printed.End());
    }

    [Fact]
    public void Mute_is_an_event_of_its_own_that_names_its_filters()
    {
        var printed = new Printed();
        var filter = new CustomEventFilter(logged => logged is Info);
        printed.System.EventStream.Publish(new Mute(filter));
        printed.Log("a");

        printed.System.EventStream.Publish(new Unmute(filter));
        printed.Log("b");

        Assert.Equal(["b"], printed.End());
    }

    [Fact]
    public void Exception_of_the_block_is_the_tests_and_ends_the_filter()
    {
        var thrown = Record.Exception(() => Filter.Info().Expect(1, () => throw new FormatException("mine")));

        Assert.Equal("mine", thrown!.Message);
        Filter.Info().ExpectOne(() => Log.Info("x"));
    }

    private sealed class Talker : ReceiveActor
    {
        public Talker()
        {
            Receive<string>(text => Context.GetLogger().Info(text));
            Receive<Exception>(fault => throw fault);
        }
    }
}
