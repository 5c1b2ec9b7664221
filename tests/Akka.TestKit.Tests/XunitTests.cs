using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Xunit2;
using Xunit.Abstractions;
using Kit = Akka.TestKit.Xunit2.TestKit;

namespace Akka.TestKit.Tests;

/// <summary>What the test kit does for xunit: output, assertions, the end of the system.</summary>
public sealed class XunitTests(ITestOutputHelper output) : Kit("akka.loglevel = DEBUG", output)
{
    // Xunit's own helper keeps what the test wrote; the interface has no word for it in this version.
    private string Written => (string)Output!.GetType().GetProperty("Output")!.GetValue(Output)!;

    [Fact]
    public void What_is_logged_is_the_tests_output_when_the_call_returns()
    {
        Log.Debug("detail {0}", 1);
        Log.Error(new FormatException("cause"), "bad");

        Assert.Matches(@"\[DEBUG\]\[.*\]\[Thread \d+\]\[XunitTests\(test\)\] detail 1", Written);
        Assert.Contains("bad\nCause: System.FormatException: cause", Written.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Another_systems_log_is_output_as_well_with_a_prefix()
    {
        var other = ActorSystem.Create("other", DefaultConfig);
        InitializeLogger(other, "other: ");

        other.Log.Info("hello");
        Shutdown(other, verifySystemShutdown: true);

        Assert.Matches(@"other: \[INFO\].*hello", Written);
    }

    [Fact]
    public void What_is_logged_when_the_test_is_over_is_dropped()
    {
        using var kit = new Kit("", new ClosedOutput());

        kit.EventFilter.Info("late").ExpectOne(() => kit.Log.Info("late"));
    }

    [Fact]
    public void Configuration_is_laid_over_the_test_kits_own()
    {
        using var kit = new Kit(ConfigurationFactory.ParseString("akka.test.timefactor = 2, mine = yes"), "named");

        Assert.Equal("named", kit.Sys.Name);
        Assert.Equal(2, kit.TestKitSettings.TestTimeFactor);
        Assert.Equal(TimeSpan.FromSeconds(3), kit.TestKitSettings.SingleExpectDefault);
        Assert.Equal(TimeSpan.FromSeconds(3), kit.TestKitSettings.TestEventFilterLeeway);
        Assert.Equal(TimeSpan.FromSeconds(5), kit.TestKitSettings.DefaultTimeout);
        Assert.Equal("yes", kit.Sys.Settings.Config.GetString("mine"));
    }

    [Fact]
    public void System_that_is_given_needs_nothing_of_the_test_kit()
    {
        var system = ActorSystem.Create("given", "akka.loggers = []");
        using var kit = new Kit(system);

        kit.TestActor.Tell("x");

        kit.ExpectMsg("x");
        Assert.Same(system, kit.Sys);
    }

    [Fact]
    public void System_has_terminated_when_the_test_is_disposed()
    {
        var kit = new Kit();

        kit.Dispose();
        kit.Dispose();

        Assert.True(kit.Sys.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public void System_that_does_not_end_fails_the_test_and_names_the_actors_that_are_left()
    {
        using var held = new SemaphoreSlim(0);
        var kit = new Kit(ActorSystem.Create("held"));
        kit.ActorOf(() => new Clinging(held), "clinging");

        var error = Assert.Throws<TimeoutException>(() => kit.Shutdown(TimeSpan.FromMilliseconds(50), verifySystemShutdown: true));

        Assert.StartsWith("akka://held did not end within 0.05 s.", error.Message);
        Assert.Contains("clinging", error.Message);
        held.Release();
        kit.Dispose();
    }

    [Fact]
    public void Assertions_fail_with_their_texts()
    {
        var assertions = new XunitAssertions();

        Assert.Equal("no {0}", Failure.Of(() => assertions.Fail("no {0}")));
        Assert.Equal("no 1", Failure.Of(() => assertions.Fail("no {0}", 1)));
        Assert.StartsWith("reason", Failure.Of(() => assertions.AssertTrue(false, "reason")));
        Assert.StartsWith("reason", Failure.Of(() => assertions.AssertFalse(true, "reason")));
        Assert.StartsWith("reason", Failure.Of(() => assertions.AssertEqual(1, 2, "reason")));
        Assert.Contains("reason", Failure.Of(() => assertions.AssertEqual(1, 1, (_, _) => false, "reason")));
    }

    private sealed class Clinging(SemaphoreSlim held) : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);

        protected override void PostStop() => held.Wait(TimeSpan.FromSeconds(60));
    }

    private sealed class ClosedOutput : ITestOutputHelper
    {
        public void WriteLine(string message) => throw new InvalidOperationException("There is no currently active test.");

        public void WriteLine(string format, params object[] args) => WriteLine(format);
    }
}
