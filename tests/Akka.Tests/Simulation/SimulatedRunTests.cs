using System.Globalization;
using Akka.Configuration;
using Akka.Simulation;

namespace Akka.Tests.Simulation;

public sealed class SimulatedRunTests
{
    [Fact]
    public void Same_seed_gives_the_same_trace()
    {
        for (var round = 0; round < 20; round++)
        {
            var seed = Seeds.Next();

            Assert.True(TracedProgram.HashOf(seed) == TracedProgram.HashOf(seed), $"seed {seed}");
        }
    }

    [Fact]
    public void Other_seeds_give_other_orders()
    {
        var hashes = Enumerable.Range(0, 20).Select(TracedProgram.HashOf).Distinct();

        Assert.Equal(20, hashes.Count());
    }

    [Fact]
    public void Another_process_gives_the_same_trace()
    {
        var seed = Seeds.Next();

        var printed = OtherProcess.Run(OtherProcess.Trace, seed.ToString(CultureInfo.InvariantCulture));

        Assert.True(TracedProgram.HashOf(seed).ToString(CultureInfo.InvariantCulture) == printed, $"seed {seed}: the other process printed '{printed}'");
    }

    [Fact]
    public void Several_systems_share_one_clock()
    {
        using var run = new SimulatedRun(Seeds.Next());
        var systems = Enumerable.Range(0, 3).Select(number => TracedProgram.Create($"system-{number}")).ToArray();

        run.Advance(TimeSpan.FromHours(1));

        Assert.All(systems, system => Assert.Equal(TimeSpan.FromHours(1), system.Scheduler.MonotonicClock));
        foreach (var system in systems)
            run.Await(system.Terminate(), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void System_outside_of_a_run_is_refused() =>
        Assert.Throws<ConfigurationException>(() => TracedProgram.Create("alone"));

    [Fact]
    public void A_timer_is_late_when_time_passes_while_nothing_runs()
    {
        using var run = new SimulatedRun(1);
        var system = TracedProgram.Create("paused");
        var fired = TimeSpan.Zero;
        system.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromSeconds(1), () => fired = run.Clock);

        run.Pass(TimeSpan.FromSeconds(3));
        run.RunUntilIdle();
        Assert.Equal(TimeSpan.Zero, fired);
        run.Advance(TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromSeconds(3), fired);
        run.Await(system.Terminate(), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Await_says_so_when_the_task_does_not_end()
    {
        using var run = new SimulatedRun(1);

        Assert.Throws<TimeoutException>(() => run.Await(new TaskCompletionSource().Task, TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.Zero, run.Clock);
    }
}
