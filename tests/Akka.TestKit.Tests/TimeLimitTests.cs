using Akka.Actor;
using Akka.Configuration;

namespace Akka.TestKit.Tests;

/// <summary>The promises of the official documentation, "Testing actor systems": timing assertions, and slow test systems. In virtual time.</summary>
public sealed class TimeLimitTests : IDisposable
{
    private readonly SimulatedKit _kit = SimulatedKit.Start("akka.test { timefactor = 3, single-expect-default = 2s }");

    public void Dispose() => _kit.Dispose();

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    [Fact]
    public void Durations_are_scaled_by_the_factor()
    {
        Assert.Equal(Seconds(30), _kit.Dilated(Seconds(10)));
        Assert.Equal(Seconds(30), _kit.RemainingOrDilated(Seconds(10)));
        Assert.Equal(Seconds(6), _kit.RemainingOrDefault);
    }

    [Fact]
    public void Time_limits_of_expectations_are_scaled()
    {
        Assert.Contains("within 30 s", Failure.Of(() => _kit.ExpectMsg<string>(Seconds(10))));
        Assert.Equal(Seconds(30), _kit.Run.Clock);
        Assert.Contains("within 6 s", Failure.Of(() => _kit.ExpectMsg<string>()));
        Assert.Equal(Seconds(36), _kit.Run.Clock);
    }

    [Fact]
    public void Silence_lasts_as_long_as_was_asked()
    {
        _kit.TellLater(Seconds(31), "late");

        _kit.ExpectNoMsg(Seconds(10));

        Assert.Equal(Seconds(30), _kit.Run.Clock);
        _kit.ExpectMsg("late");
    }

    [Fact]
    public void Factor_that_is_not_positive_is_refused_by_name()
    {
        var config = ConfigurationFactory.ParseString("akka.test.timefactor = 0").WithFallback(TestKitBase.DefaultConfig);

        var error = Assert.Throws<ConfigurationException>(() => new TestKitSettings(config));

        Assert.Equal("akka.test.timefactor is 0; expected a positive number", error.Message);
    }

    [Fact]
    public void Expectations_inherit_the_deadline_of_the_innermost_block()
    {
        _kit.Within(Seconds(100), () =>
        {
            _kit.Run.Advance(Seconds(200));
            Assert.Equal(Seconds(100), _kit.Remaining);
            _kit.Within(Seconds(10), () => Assert.Equal(Seconds(30), _kit.Remaining));
            _kit.Within(Seconds(1000), () => Assert.Equal(Seconds(100), _kit.Remaining));
            Assert.Contains("within 100 s", Failure.Of(() => _kit.ExpectMsg<string>()));
        });
    }

    [Fact]
    public void Remaining_time_exists_only_inside_a_block()
    {
        _kit.Within(Seconds(10), () => { });

        Assert.Throws<InvalidOperationException>(() => _kit.Remaining);
    }

    [Fact]
    public void Block_that_takes_too_long_fails()
    {
        var words = Failure.Of(() => _kit.Within(Seconds(10), () => _kit.Run.Advance(Seconds(31))));

        Assert.StartsWith("The block took 31 s; expected at most 30 s", words);
        _kit.Within(Seconds(10), () => _kit.Run.Advance(Seconds(31)), epsilonValue: Seconds(1));
    }

    [Fact]
    public void Block_that_is_too_fast_fails()
    {
        var words = Failure.Of(() => _kit.Within(Seconds(5), Seconds(10), () => _kit.Run.Advance(Seconds(4)), "patience"));

        Assert.StartsWith("The block took 4 s; expected at least 5 s (patience)", words);
    }

    [Fact]
    public void Block_without_time_for_its_minimum_fails_at_once()
    {
        var words = Failure.Of(() => _kit.Within(Seconds(1), () => _kit.Within(Seconds(5), Seconds(10), () => Assert.Fail("ran"))));

        Assert.StartsWith("The block must take at least 5 s, but only 3 s are left", words);
    }

    [Fact]
    public void Block_that_ends_in_a_silence_may_oversleep()
    {
        _kit.Within(Seconds(10), () =>
        {
            _kit.ExpectNoMsg();
            _kit.Run.Advance(Seconds(5));
        });

        Assert.Equal(Seconds(35), _kit.Run.Clock);
    }

    [Fact]
    public void Result_of_the_block_is_returned() =>
        Assert.Equal(42, _kit.Within(Seconds(1), () => 42));

    [Fact]
    public void Deadline_is_local_to_the_test_kit_and_unknown_to_its_probes()
    {
        var probe = _kit.CreateTestProbe();

        _kit.Within(Seconds(100), () => Assert.Equal(Seconds(6), probe.RemainingOrDefault));
    }

    [Fact]
    public void Condition_is_asked_every_tenth_of_a_second_until_it_holds()
    {
        var asked = 0;

        _kit.AwaitCondition(() => ++asked == 11);

        Assert.Equal(Seconds(1), _kit.Run.Clock);
    }

    [Fact]
    public void Condition_that_never_holds_fails_with_the_time_and_the_message()
    {
        var asked = 0;

        var words = Failure.Of(() => _kit.AwaitCondition(() => ++asked == 0, Seconds(1), Seconds(1), "never"));

        Assert.Equal("The condition did not hold within 3 s (never)", words);
        Assert.Equal(4, asked);
    }

    [Fact]
    public void Assertion_is_repeated_and_its_last_failure_is_the_tests()
    {
        var attempts = 0;
        _kit.AwaitAssert(() => Assert.Equal(3, ++attempts), interval: Seconds(1));

        var words = Failure.Of(() => _kit.AwaitAssert(() => Assert.Fail($"attempt {++attempts}"), Seconds(1), Seconds(1)));

        Assert.Equal("attempt 7", words);
    }

    [Fact]
    public void Actors_work_while_the_test_waits()
    {
        var echo = _kit.ActorOf(TestActors.EchoActor.Props(_kit));
        _kit.Sys.Scheduler.ScheduleTellOnce(Seconds(5), echo, "hello", ActorRefs.NoSender);

        _kit.ExpectMsg("hello");

        Assert.Equal(Seconds(5), _kit.Run.Clock);
    }
}
